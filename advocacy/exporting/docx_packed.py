"""A Word document as bytes: the same document gives the same."""

from __future__ import annotations

import io
import zipfile
from typing import Any

_DAY = (1980, 1, 1, 0, 0, 0)


def packed(document: Any) -> bytes:
    """Return the document as a file, its entries without the time at which they were written."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, _DAY)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(entry.filename))
    return out.getvalue()
