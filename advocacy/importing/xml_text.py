"""Text as the parts of a workbook write it, to the text it means."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"&(lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});|_x([0-9A-Fa-f]{4})_")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def unescaped(text: str) -> str:
    """Return the text with its references ("&amp;", "&#233;") and Excel's escapes ("_x000D_") replaced."""
    if "&" not in text and "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    reference, escape = match.groups()
    if escape:
        return chr(int(escape, 16))
    if reference in _NAMED:
        return _NAMED[reference]
    code = int(reference[2:], 16) if reference[1] == "x" else int(reference[1:])
    return chr(code) if code < 0x110000 else "\ufffd"
