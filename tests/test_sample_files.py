"""The example workbooks are what the committed script makes, small, and honest about what they are."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"


def test_the_script_makes_the_committed_files(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_sample", SAMPLE / "make_sample.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["make_sample"] = module
    try:
        spec.loader.exec_module(module)
        module.HERE = tmp_path
        module.main()
    finally:
        del sys.modules["make_sample"]
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in SAMPLE.glob("*.xlsx"))
    for name in made:
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.glob("*.xlsx")) < 1_000_000


def test_opening_the_sample_can_be_cancelled() -> None:
    from advocacy.progress import Cancelled
    from advocacy.sample import open_sample

    def stop(share: float, doing: str = "", /) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_sample(stop)
