"""Whether a file lies in a folder that other computers see: a network share, or one a service copies.

SQLite's write-ahead log needs memory shared between programs, which such folders do not give.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePath

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "glusterfs", "vboxsf", "prl_fs",
    "webdav", "davfs", "drvfs", "afpfs",
}  # fmt: skip
_KEPT_IN_STEP = re.compile(
    r"(onedrive|dropbox|google ?drive|nextcloud|owncloud|icloud ?drive|pcloud ?drive|sharepoint)\b.*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of Windows


def is_shared(path: Path) -> bool:
    """Whether other computers may see or change the folder of this file."""
    whole = path.absolute()
    if is_kept_in_step(whole):
        return True
    if sys.platform == "win32":
        return is_on_network_drive(str(whole), _drive_type(whole.anchor))
    mounts = Path("/proc/self/mountinfo")
    try:
        text = mounts.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return is_on_network(os.path.realpath(whole.parent), text)


def is_kept_in_step(path: PurePath) -> bool:
    """Whether a folder on the way has the name a service gives to the one it copies to other machines."""
    return any(_KEPT_IN_STEP.fullmatch(name) for name in path.parts[:-1])


def is_on_network_drive(path: str, drive_type: int) -> bool:
    r"""Whether this is \\server\share or a letter that stands for one."""
    return path.replace("/", "\\").startswith("\\\\") or drive_type == _REMOTE_DRIVE


def is_on_network(folder: str, mountinfo: str) -> bool:
    """Whether the innermost mount that holds the folder is one of a network, by the list Linux gives."""
    found, kind = "", ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        places, kinds = before.split(" "), after.split(" ")
        if len(places) < 5 or not kinds[0]:
            continue
        point = _ESCAPED.sub(lambda sign: chr(int(sign[1], 8)), places[4])
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(found):
            found, kind = point, kinds[0]
    return kind in _NETWORK or kind.startswith("fuse.")


def _drive_type(anchor: str) -> int:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetDriveTypeW(anchor)) if windows else 0
