"""A small package, the key it is signed with, and ways to change what is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from advocacy.brief.composed import composed
from advocacy.exporting.export import export
from advocacy.exporting.package import archive, manifest
from advocacy.workspace import Workspace
from tests.exporting.leak_scan.people import held

WORKSPACE: Workspace = held(3)


def made(folder: Path) -> Path:
    """Write a package of invented people."""
    path = folder / "brief.zip"
    export(composed(WORKSPACE)[0], path)
    return path


def signed_again(path: Path, files: Mapping[str, bytes], key: Ed25519PrivateKey | None = None) -> Path:
    """Write files as a package whose hashes are right: signed with this key, or with the signature it had."""
    others = {
        name: content
        for name, content in files.items()
        if name not in (manifest.MANIFEST, manifest.SIGNATURE)
    }
    listed = manifest.manifest_of(others)
    signature = manifest.signature_of(listed, key) if key else files[manifest.SIGNATURE]
    archive.write(path, {**others, manifest.MANIFEST: listed, manifest.SIGNATURE: signature})
    return path


def with_json(files: Mapping[str, bytes], name: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """Return the files, one of JSON changed."""
    content = json.loads(files[name])
    change(content)
    return {**files, name: manifest.plain_json(content)}
