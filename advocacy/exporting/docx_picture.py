"""A chart in a Word document: in lines, and in points for programs that cannot draw lines."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from advocacy.charts.picture import Picture
from advocacy.exporting.docx_elements import element
from advocacy.exporting.plain_text import printable

_PER_PIXEL = 9525  # English metric units in a CSS pixel
_DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="chart {number}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="chart {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{png}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{svg}"/>'
    "</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def picture_run(document: Any, picture: Picture, alt: str, number: int, room: int) -> Any:
    """Return the run that shows the picture. number: its own in the document. room: most width, in EMU."""
    part = document.part
    png, _ = part.get_or_add_image(io.BytesIO(picture.png))
    drawn = Part(
        PackURI(f"/word/media/chart{number}.svg"), "image/svg+xml", picture.svg.encode("utf-8"), part.package
    )
    wide = min(room, picture.width * _PER_PIXEL)
    high = wide * picture.height // picture.width
    svg = part.relate_to(drawn, RELATION.IMAGE)
    drawing = parse_xml(_DRAWING.format(wide=wide, high=high, number=number, png=png, svg=svg))
    for described in drawing.iter(_DESCRIBED):
        described.set("descr", printable(alt))
    return element("w:r", drawing)
