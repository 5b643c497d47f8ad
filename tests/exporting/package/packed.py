"""A small package, the key it is signed with, and ways to change what is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from advocacy.brief.composed import composed
from advocacy.exporting.export import export
from advocacy.exporting.package import archive, manifest, signing_key
from advocacy.workspace import Workspace
from tests.exporting.leak_scan.people import held
from tests.exporting.written_brief import pictures_of

WORKSPACE: Workspace = held(3)


def made(folder: Path) -> Path:
    """Write a package of invented people."""
    path = folder / "brief.zip"
    brief = composed(WORKSPACE)[0]
    export(brief, path, pictures=pictures_of(brief))
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


def signed_by_another(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files as somebody who has a key of his own and lets nothing tell of the former one."""
    own = (
        json.loads(files[manifest.SIGNATURE])["fingerprint"].encode() if manifest.SIGNATURE in files else b""
    )
    key = Ed25519PrivateKey.generate()
    theirs = signing_key.fingerprint(signing_key.public_bytes(key)).encode()
    changed = {name: content.replace(own, theirs) for name, content in files.items()}
    return signed_again(path, changed, key)


def with_json(files: Mapping[str, bytes], name: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """Return the files, one of JSON changed."""
    content = json.loads(files[name])
    change(content)
    return {**files, name: manifest.plain_json(content)}
