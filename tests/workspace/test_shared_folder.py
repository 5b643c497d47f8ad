"""Network shares and folders kept in step are recognised, and no write-ahead log lies there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from advocacy.workspace import BriefPlan, database
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.shared_folder import (
    is_kept_in_step,
    is_on_network,
    is_on_network_drive,
    is_shared,
)

_MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/office\040share rw,relatime shared:2 - cifs //server/office rw,vers=3.0
31 22 0:41 / /home/nfs rw - nfs4 server:/export rw
32 31 8:17 / /home/nfs/stick rw,nosuid shared:5 master:1 - fuseblk /dev/sdb1 rw
33 22 0:50 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:51 / /mnt/c rw - 9p C:\134 rw
35 22 8:2 / /homely rw - ext4 /dev/sda2 rw
this line is damaged
36 22
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/ama", False),
        ("/mnt/office share/register", True),
        ("/mnt/office share", True),
        ("/mnt/office sharex", False),
        ("/home/nfs/ama", True),
        ("/home/nfs/stick/deep", False),  # a stick mounted within a share
        ("/run/user/1000/gvfs/smb-share:server=x", True),
        ("/mnt/c/Users", True),
        ("/homely", False),
        ("/", False),
    ],
)
def test_linux(folder: str, expected: bool) -> None:
    assert is_on_network(folder, _MOUNTS) is expected


def test_no_list_of_mounts() -> None:
    assert not is_on_network("/home", "")


@pytest.mark.parametrize(
    ("path", "drive", "expected"),
    [
        (r"\\server\share\w.groundswell", 0, True),
        ("//server/share/w.groundswell", 0, True),
        (r"Z:\w.groundswell", 4, True),
        (r"C:\Users\Ama\w.groundswell", 3, False),
        (r"E:\w.groundswell", 2, False),
    ],
)
def test_windows(path: str, drive: int, expected: bool) -> None:
    assert is_on_network_drive(path, drive) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PureWindowsPath(r"C:\Users\Ama\OneDrive - Chamber of Mines\w.groundswell"), True),
        (PureWindowsPath(r"C:\Users\Ama\OneDrive\2024\w.groundswell"), True),
        (PurePosixPath("/home/ama/Dropbox (Coalition)/w.groundswell"), True),
        (PurePosixPath("/Users/ama/Google Drive/w.groundswell"), True),
        (PurePosixPath("/home/ama/Documents/dropbox.groundswell"), False),  # only the file is called so
        (PurePosixPath("/home/ama/Nextclouds of dust/w.groundswell"), False),
    ],
)
def test_folders_kept_in_step(path: PurePosixPath, expected: bool) -> None:
    assert is_kept_in_step(path) is expected


@pytest.mark.parametrize("passphrase", ["", "four words are good"])
def test_on_a_share_no_log_lies_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path, passphrase)
    assert file._connection.pragma("journal_mode") == "wal"
    file.close()
    monkeypatch.setattr(database, "is_shared", lambda _: True)
    file = WorkspaceFile.open(path, passphrase)
    assert file._connection.pragma("journal_mode") == "delete"
    file.save(file.workspace.with_brief(BriefPlan("On a share")), "Title")
    beside = {one.name for one in tmp_path.iterdir()}
    assert beside == {"w.groundswell", "w.groundswell-lock"}
    looking = WorkspaceFile.open(path, passphrase, only_look=True)
    assert looking.workspace.brief.title == "On a share"
    looking.close()
    file.close()
    assert [one.name for one in tmp_path.iterdir()] == ["w.groundswell"]


def test_a_folder_named_by_a_service_is_enough(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    assert is_shared(tmp_path / "OneDrive" / "w.groundswell")
