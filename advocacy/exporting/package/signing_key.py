"""The key that signs packages: made once, kept in the user's own folder, without a name in it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from advocacy.errors import AdvocacyError
from advocacy.exporting.atomic import replacing
from advocacy.wording import say

_FILE = "signing-key.pem"
_GROUP, _BYTES = 4, 20
_HEX_KEY = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def own_folder() -> Path:
    """Return where the program keeps what belongs to this user alone. GROUNDSWELL_FOLDER says otherwise."""
    if folder := os.environ.get("GROUNDSWELL_FOLDER"):
        return Path(folder)
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "Groundswell" / "Groundswell"


def own_key(folder: Path | None = None) -> Ed25519PrivateKey:
    """Return the key of this user; made where there is none.

    Raises AdvocacyError where the file of the key cannot be read or written: another key made in its place
    would make the user a stranger to those who know the old one.
    """
    path = (folder or own_folder()) / _FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _made(path)
    except OSError as error:
        raise _unusable(path) from error
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as error:
        raise _unusable(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _unusable(path)
    return key


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """Return the 32 bytes of the public key."""
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def fingerprint(public: bytes) -> str:
    """Return the first 160 bits of the SHA-256 of a public key, in eight groups of four letters."""
    letters = base64.b32encode(hashlib.sha256(public).digest()[:_BYTES]).decode("ascii")
    return " ".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def own_fingerprint() -> str:
    """Return the fingerprint of this user's key, to be told to readers; the key is made once."""
    return fingerprint(public_bytes(own_key()))


def is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the owner of this key has signed this content."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_key(public: bytes, told: str) -> bool:
    """Whether a key is the one somebody told: a fingerprint in any grouping, the key itself, or its file."""
    letters = re.sub(r"[\s\-:.]", "", told)
    if letters.upper() == fingerprint(public).replace(" ", ""):
        return True
    if letters.lower() == public.hex():
        return True
    path = Path(told)
    try:
        return path.is_file() and public.hex() in _HEX_KEY.findall(path.read_text("utf-8")[: 1 << 16].lower())
    except (OSError, UnicodeDecodeError):
        return False


def _made(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unusable(path) from error
    with replacing(path) as whole:
        whole.chmod(0o600)
        whole.write_bytes(content)
    return key


def _unusable(path: Path) -> AdvocacyError:
    return AdvocacyError(
        say("The key that signs your packages cannot be used: {path}", path=path),
        hint=say("Bring it back from a copy, or move it away to get a new one; then tell your readers."),
    )
