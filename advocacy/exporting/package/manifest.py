"""What is in a package, by SHA-256, and who vouches for it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from advocacy.exporting.package import signing_key

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
VERSION = 2  # of packages; since 2 every number of every document is told of
_HEX = re.compile(r"[0-9a-f]+")
_PUBLIC, _SIGNED = 64, 128  # hexadecimal digits


def plain_json(content: Any) -> bytes:
    """Return JSON as it is written here and in no other way."""
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode(
        "utf-8"
    )


def manifest_of(files: Mapping[str, bytes], version: int = VERSION) -> bytes:
    """Return the manifest of these files. version: of what is told of them."""
    return plain_json(
        {
            "format": "groundswell-evidence-package",
            "format_version": version,
            "files": {
                name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
                for name, content in files.items()
            },
        }
    )


def signature_of(manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the signature of a manifest, with the public key it can be checked by."""
    public = signing_key.public_bytes(key)
    return _written(public, key.sign(manifest))


@dataclass(frozen=True)
class Signature:
    """Whose key a package names, and whether the signature under its manifest is of that key."""

    public: bytes
    is_valid: bool


def signature_in(files: Mapping[str, bytes]) -> Signature | None:
    """Return the signature of a package; None where it has none that can be read."""
    try:
        told = json.loads(files[SIGNATURE])
        public, signed = str(told["public_key"]), str(told["signature"])
    except (KeyError, ValueError, TypeError):
        return None
    if len(public) != _PUBLIC or len(signed) != _SIGNED or not _HEX.fullmatch(public + signed):
        return None
    key, signature = bytes.fromhex(public), bytes.fromhex(signed)
    is_whole = files[SIGNATURE] == _written(key, signature)
    return Signature(key, is_whole and signing_key.is_signed(key, signature, files.get(MANIFEST, b"")))


def version_of(files: Mapping[str, bytes]) -> int:
    """Return the version of packages that a package says it is of; that of today where it says none."""
    try:
        told = json.loads(files[MANIFEST])["format_version"]
    except (KeyError, ValueError, TypeError, RecursionError):
        return VERSION
    return told if type(told) is int and 0 < told < 1_000 else VERSION


def differing(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names of files that are not as the manifest says, missing or too many."""
    others = {name: content for name, content in files.items() if name not in (MANIFEST, SIGNATURE)}
    if files.get(MANIFEST) == manifest_of(others, version_of(files)):
        return ()
    try:
        told = json.loads(files[MANIFEST])["files"]
        listed = {str(name): (str(one["sha256"]), int(one["bytes"])) for name, one in told.items()}
    except (KeyError, ValueError, TypeError, AttributeError):
        return (MANIFEST,)
    there = {name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in others.items()}
    wrong = sorted(name for name in {*listed, *there} if listed.get(name) != there.get(name))
    return tuple(wrong) or (MANIFEST,)


def _written(public: bytes, signature: bytes) -> bytes:
    return plain_json(
        {
            "algorithm": "Ed25519",
            "signs": MANIFEST,
            "public_key": public.hex(),
            "fingerprint": signing_key.fingerprint(public),
            "signature": signature.hex(),
        }
    )
