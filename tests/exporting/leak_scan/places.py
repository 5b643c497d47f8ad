"""Places in finished files where a value could stand unseen; each puts a text there."""

from __future__ import annotations

import base64
import csv
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from pathlib import Path

import openpyxl
import pypdf
import typst
from pypdf.generic import NameObject, TextStringObject

from tests.exporting.written_brief import png

Put = Callable[[Path, str], Path]
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text x="1">{}</text></svg>'


def _repacked(
    path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None
) -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**parts, **(more or {})}.items():
            new.writestr(name, content)
    return path


def _before(name: str, mark: bytes, made: str) -> Callable[[str, bytes], bytes]:
    """Put XML before the last mark in one part."""

    def change(part: str, content: bytes) -> bytes:
        if part != name:
            return content
        assert mark in content, (name, mark)
        head, found, tail = content.rpartition(mark)
        return head + made.encode() + found + tail

    return change


def _word_body(path: Path, text: str) -> Path:
    return _repacked(
        path, _before("word/document.xml", b"<w:sectPr", f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>")
    )


def _word_runs(path: Path, text: str) -> Path:
    """Every two letters in a run of their own, with other looks."""
    runs = "".join(
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(text[i : i + 2])}</w:t></w:r>"
        for i in range(0, len(text), 2)
    )
    return _repacked(path, _before("word/document.xml", b"<w:sectPr", f"<w:p>{runs}</w:p>"))


def _word_alt(path: Path, text: str) -> Path:
    made = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="99" name="Picture" descr="{escape(text)}"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    return _repacked(path, _before("word/document.xml", b"<w:sectPr", made))


def _word_part(part: str) -> Put:
    def put(path: Path, text: str) -> Path:
        xml = f'<?xml version="1.0"?><x:root xmlns:x="urn:x"><x:it>{escape(text)}</x:it></x:root>'
        return _repacked(path, lambda _, content: content, {part: xml.encode()})

    return put


def _properties(path: Path, text: str) -> Path:
    return _repacked(
        path, _before("docProps/core.xml", b"</cp:coreProperties>", f"<dc:x>{escape(text)}</dc:x>")
    )


def _embedded(part: str, make: Callable[[str], bytes]) -> Put:
    def put(path: Path, text: str) -> Path:
        return _repacked(path, lambda _, content: content, {part: make(text)})

    return put


def _svg(text: str) -> bytes:
    return SVG.format(escape(text)).encode()


def _png(text: str) -> bytes:
    data = b"Comment\0" + text.encode("utf-8")
    chunk = struct.pack(">I", len(data)) + b"tEXt" + data + struct.pack(">I", zlib.crc32(b"tEXt" + data))
    return png()[:33] + chunk + png()[33:]


def _packed_png(text: str) -> bytes:
    data = b"Comment\0\0" + zlib.compress(text.encode("utf-8"))
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    return png()[:33] + chunk + png()[33:]


def _sheet(path: Path, text: str, state: str = "visible") -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("More")
    sheet["B2"].value, sheet["B2"].data_type = text, "s"
    sheet.sheet_state = state
    book.save(path)
    return path


def _defined_name(path: Path, text: str) -> Path:
    made = f'<definedNames><definedName name="x">"{escape(text)}"</definedName></definedNames>'
    return _repacked(path, _before("xl/workbook.xml", b"<calcPr", made))


def _page(mark: str, made: str) -> Put:
    def put(path: Path, text: str) -> Path:
        page = path.read_text("utf-8")
        assert mark in page
        path.write_text(page.replace(mark, made.format(escape(text)) + mark, 1), "utf-8")
        return path

    return put


def _page_json(path: Path, text: str) -> Path:
    data = json.dumps({"data": [{"type": "bar", "hovertext": ["a", text]}]}).replace("<", "\\u003c")
    return (
        _page("</body>", '<script type="application/json">{}</script>')(path, "")
        if not text
        else _raw(path, data)
    )


def _raw(path: Path, data: str) -> Path:
    page = path.read_text("utf-8").replace(
        "</body>", f'<script type="application/json">{data}</script></body>', 1
    )
    path.write_text(page, "utf-8")
    return path


def _page_picture(path: Path, text: str) -> Path:
    data = base64.b64encode(SVG.format(escape(text)).encode()).decode()
    return _page("</body>", f'<img src="data:image/svg+xml;base64,{data}">')(path, "")


def _pdf_page(path: Path, text: str) -> Path:
    made = typst.compile(
        b'#set document(date: none)\n#set page(width: 14cm)\n#sys.inputs.at("text")',
        sys_inputs={"text": text},
    )
    both = pypdf.PdfWriter()
    both.append(path)
    both.append(io.BytesIO(made))
    return _written(both, path)


def _pdf_properties(path: Path, text: str) -> Path:
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_metadata({"/Keywords": text})
    return _written(writer, path)


def _pdf_attachment(path: Path, text: str) -> Path:
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_attachment("more.txt", text.encode())
    return _written(writer, path)


def _pdf_alt(path: Path, text: str) -> Path:
    writer = pypdf.PdfWriter(clone_from=path)
    writer.root_object[NameObject("/Alt")] = TextStringObject(text)
    return _written(writer, path)


def _written(writer: pypdf.PdfWriter, path: Path) -> Path:
    with path.open("wb") as file:
        writer.write(file)
    return path


def _markdown(path: Path, text: str) -> Path:
    path.write_text(f"# Licences\n\nOf all, {text} waited.\n", "utf-8")
    return path


def _table(path: Path, text: str) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["group", "n"], [text, 12]])
    return path


def _json_file(path: Path, text: str) -> Path:
    path.write_text(json.dumps({"a": {"b": [1, text]}}), "utf-8")
    return path


def _picture(path: Path, text: str) -> Path:
    path.write_bytes(_png(text))
    return path


PUTS: dict[str, tuple[str, Put]] = {
    "Word, body": (".docx", _word_body),
    "Word, split runs": (".docx", _word_runs),
    "Word, alternative text": (".docx", _word_alt),
    "Word, remarks": (".docx", _word_part("word/comments.xml")),
    "Word, custom part": (".docx", _word_part("customXml/item7.xml")),
    "Word, properties": (".docx", _properties),
    "Word, vector picture": (".docx", _embedded("word/media/more.svg", _svg)),
    "Word, picture": (".docx", _embedded("word/media/more.png", _png)),
    "Word, packed picture": (".docx", _embedded("word/media/more.png", _packed_png)),
    "workbook, sheet": (".xlsx", _sheet),
    "workbook, hidden sheet": (".xlsx", lambda path, text: _sheet(path, text, "veryHidden")),
    "workbook, defined name": (".xlsx", _defined_name),
    "workbook, properties": (".xlsx", _properties),
    "page, text": (".html", _page("</body>", "<p>{}</p>")),
    "page, attribute": (".html", _page("</body>", '<p title="{}">x</p>')),
    "page, hidden attribute": (".html", _page("</body>", '<p data-x="{}">x</p>')),
    "page, remark": (".html", _page("</body>", "<!-- {} -->")),
    "page, charts": (".html", _page_json),
    "page, picture": (".html", _page_picture),
    "PDF, page": (".pdf", _pdf_page),
    "PDF, properties": (".pdf", _pdf_properties),
    "PDF, attachment": (".pdf", _pdf_attachment),
    "PDF, alternative text": (".pdf", _pdf_alt),
    "Markdown": (".md", _markdown),
    "table": (".csv", _table),
    "data": (".json", _json_file),
    "picture": (".png", _picture),
}
