"""Waiting times: published results of R, to the printed digits, from a register through import."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from numpy.typing import NDArray

from advocacy.analysis.findings import finding
from advocacy.analysis.licensing.cases import LicensingCases, licensing_cases
from advocacy.analysis.statistics.survival import KaplanMeier, kaplan_meier, log_rank
from advocacy.validation.checked_import import import_file
from tests.makers import workspace
from tests.printed_digits import is_printed
from tests.r_printout import curve_rows, log_rank_test, medians
from tests.shared_data import (
    SHARED_DATA,
    TRUTH,
    expected,
    golden,
    imported_answers,
    needs,
    needs_shared_data,
    numbers,
)

_PRINTED = {name: TRUTH / "survival" / f"{name}.Rout.save.txt" for name in ("doaml", "cancer", "quantile")}
_DATA = {  # file, column of the event, its code, column of the groups
    "aml": ("survival__leukemia.csv", "status", 1.0, "x"),
    "lung": ("survival__cancer.csv", "status", 2.0, "ph.ecog"),
    "gehan": ("MASS__gehan.csv", "cens", 1.0, "treat"),
    "miller": ("survival__aml.csv", "cens", 1.0, "group"),
}
_TODAY = date(2024, 12, 31)
_Z = 1.959964


@cache
def _cases(data: str) -> LicensingCases:
    """The data as a register of licences: each a day of application and, where it ended, of decision."""
    file, column, code, by = _DATA[data]
    table = imported_answers(TRUTH / "Rdatasets" / file)
    days, decided = numbers(table, "time"), numbers(table, column) == code
    groups = table.frame[by].astype("object")
    lines = ["Case ID,Region,Date applied,Date decided"]
    for number, (waited, is_decided, group) in enumerate(zip(days, decided, groups, strict=True)):
        ended = _TODAY - timedelta(number % 40 if is_decided else 0)
        region = "" if group != group else f"Region {group:g}" if isinstance(group, float) else group
        applied = ended - timedelta(float(waited))
        lines.append(f"A-{number:03d},{region},{applied},{ended if is_decided else ''}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        (cases,) = import_file(path).tables
    found = licensing_cases(workspace(cases, data_date=_TODAY, k=1))
    assert found is not None and len(found) == len(table) and found.timed.all()
    return found


def _group(data: str, name: str) -> NDArray[np.bool_]:
    groups = _cases(data).groups("region")
    name = f"Region {name}" if name.isdigit() else name
    return groups.rows(groups.labels.index(name))


def _km(data: str, name: str) -> KaplanMeier:
    cases, mine = _cases(data), _group(data, name)
    return kaplan_meier(cases.waited[mine], cases.decided[mine])


def _log_band(km: KaplanMeier) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The band on the logarithm that R prints; ours is on the log(-log), so it is made from the error."""
    with np.errstate(divide="ignore", invalid="ignore"):
        half = _Z * km.error / km.share
        return km.share * np.exp(-half), np.minimum(1.0, km.share * np.exp(half))


def _first(km: KaplanMeier, share: NDArray[np.float64], level: float) -> float | None:
    with np.errstate(invalid="ignore"):
        reached = np.flatnonzero(share <= level + 1e-9)
    return float(km.times[reached[0]]) if len(reached) else None


def _compare_row(data: str, name: str, day: float, printed: tuple[str, str, str, str]) -> int:
    """Compare share, error and band after a day; return how many figures were compared."""
    km = _km(data, name)
    place = int(np.searchsorted(km.times, day, side="right")) - 1
    assert is_printed(km.waiting_at(day)[0], printed[0]), (name, day)
    if place < 0:
        assert printed[1:] == ("0", "1", "1") or float(printed[1]) == 0
        return 1
    low, high = _log_band(km)
    found = (float(km.error[place]), float(low[place]), float(high[place]))
    for value, text in zip(found, printed[1:], strict=True):
        assert is_printed(value, text), (name, day, value, text)
    return 4


@needs_shared_data
def test_curves_of_r_through_a_register() -> None:
    compared = 0
    before: dict[tuple[str, str], float] = {}
    for row in expected(TRUTH / "km_truth.csv"):
        data, name, day = row["fit"].split(":")[0], row["stratum"].split("=")[1], float(row["time"])
        cases, mine = _cases(data), _group(data, name)
        waited, decided = cases.waited[mine], cases.decided[mine]
        assert (waited >= day).sum() == int(row["n_risk"])
        since = before.get((data, name), -1.0)
        assert (decided & (waited > since) & (waited <= day)).sum() == int(row["n_event"])
        before[data, name] = day
        printed = (row["survival"], row["std_err"], row["lower95_log"], row["upper95_log"])
        compared += 2 + _compare_row(data, name, day, printed)
    assert compared == 58 * 6 - 3 * 3  # three rows of a single patient have no error yet


def _told_medians() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Medians with their intervals as the description of the shared files tells them."""
    text = (SHARED_DATA / "README.md").read_text(encoding="utf-8")
    told = re.search(r"Medians: aml (.*?); lung ph\.ecog 0/1/2/3 = (.*?)\.", text)
    assert told
    triple = r"(\d+)(?: \((\d+)-(\w+)\))?"
    one = {("aml", m[1]): m.groups()[1:] for m in re.finditer(rf"(\w+) {triple}", told[1])}
    other = {("lung", str(i)): m.groups() for i, m in enumerate(re.finditer(triple, told[2]))}
    return one | other


@needs_shared_data
def test_medians_with_intervals() -> None:
    told = _told_medians()
    assert len(told) == 6
    for (data, name), (median, low, high) in told.items():
        km = _km(data, name)
        assert is_printed(km.median, median)
        if low:
            for band, text in zip(_log_band(km), (low, high), strict=True):
                assert is_printed(_first(km, band, 0.5), text)


@needs_shared_data
@pytest.mark.parametrize("data", ["aml", "lung"])
def test_findings_hold_the_published_medians(data: str) -> None:
    told = {name: median for (of, name), (median, _, _) in _told_medians().items() if of == data}
    found = finding(_cases(data).workspace, "licensing.time_to_decision.by.region")
    medians_ = {one.label.removeprefix("Region "): one.value for one in found.estimates if one.group}
    assert medians_.keys() == told.keys()
    assert all(is_printed(medians_[name], median) for name, median in told.items())
    curves = {curve.label.removeprefix("Region "): curve for curve in found.curves}
    for row in expected(TRUTH / "km_truth.csv"):
        if row["fit"].startswith(data):
            curve = curves[row["stratum"].split("=")[1]]
            place = int(np.searchsorted(curve.times, float(row["time"]), side="right")) - 1
            assert is_printed(curve.share[place], row["survival"])


@needs_shared_data
def test_the_same_trial_in_two_files_is_the_same() -> None:
    for one, other in (("Maintained", "1"), ("Nonmaintained", "2")):
        assert _km("aml", one).share == pytest.approx(_km("miller", other).share)


@needs_shared_data
def test_the_golden_trial_through_a_register() -> None:
    """Every figure of the two arms and of their comparison; the file of the trial names its own times."""
    cases = _cases("gehan")
    six, placebo = golden("km_6mp"), golden("km_placebo")
    mine, theirs = _group("gehan", "6-MP"), _group("gehan", "control")
    pairs = sorted(zip(cases.waited[mine], ~cases.decided[mine], strict=True))
    assert [int(day) for day, _ in pairs] == six["times"]
    assert [int(not pending) for _, pending in pairs] == six["events"]
    assert sorted(cases.waited[theirs].astype(int).tolist()) == placebo["times"]
    km = _km("gehan", "6-MP")
    assert km.median == six["median"]
    assert list(km.median_interval) == six["median_ci_loglog"]
    for key in ("S(10)", "S(23)"):
        assert is_printed(km.waiting_at(float(key[2:-1]))[0], str(six[key]))
    assert _km("gehan", "control").median == placebo["median"]
    tested = log_rank(cases.waited, cases.decided, cases.groups("region").number)
    assert tested is not None
    assert is_printed(tested[0], str(golden("logrank")["chi2"]))
    assert tested[1] == pytest.approx(golden("logrank")["p"], rel=1e-9)
    found = finding(cases.workspace, "licensing.time_to_decision.by.region")
    assert any("log-rank test, p < 0.001" in caveat for caveat in found.caveats)


@needs(_PRINTED["doaml"])
def test_the_printed_session_of_the_leukaemia_trial() -> None:
    rows = curve_rows(_PRINTED["doaml"])
    assert len(rows) == 16
    for row in rows:
        name = row.stratum.split("=")[1]
        mine, cases = _group("aml", name), _cases("aml")
        assert (cases.waited[mine] >= row.day).sum() == row.at_risk
        _compare_row("aml", name, row.day, (row.share, row.error, row.low, row.high))
    for one in medians(_PRINTED["doaml"]):
        km = _km("aml", one.stratum.split("=")[1])
        assert km.n - km.pending == one.events and is_printed(km.median, one.median)
        for band, text in zip(_log_band(km), (one.low, one.high), strict=True):
            assert is_printed(_first(km, band, 0.5), text)


@needs(_PRINTED["doaml"])
def test_the_printed_log_rank_test() -> None:
    cases = _cases("aml")
    groups = cases.groups("region")
    by_stratum, (chi, p) = log_rank_test(_PRINTED["doaml"])
    tested = log_rank(cases.waited, cases.decided, groups.number)
    assert tested is not None and is_printed(tested[0], chi) and is_printed(tested[1], p)
    for stratum, printed in by_stratum.items():
        mine = groups.rows(groups.labels.index(stratum.split("=")[1]))
        observed = int((cases.decided & mine).sum())
        hoped = sum(
            (mine & (cases.waited >= day)).sum() / (cases.waited >= day).sum()
            for day in cases.waited[cases.decided]
        )
        found = (observed, hoped, (observed - hoped) ** 2 / hoped, tested[0])
        assert all(is_printed(float(v), t) for v, t in zip(found, printed, strict=True))


@needs(_PRINTED["cancer"])
def test_the_printed_session_of_the_lung_data() -> None:
    rows = curve_rows(_PRINTED["cancer"])
    assert len(rows) == 42
    for row in rows:
        name = row.stratum.split("=")[1]
        _compare_row("lung", name, row.day, (row.share, row.error, row.low, row.high))
    for one in medians(_PRINTED["cancer"]):
        km = _km("lung", one.stratum.split("=")[1])
        assert km.n - km.pending == one.events and is_printed(km.median, one.median)
        for band, text in zip(_log_band(km), (one.low, one.high), strict=True):
            assert is_printed(_first(km, band, 0.5), text)


@needs(_PRINTED["quantile"])
def test_the_printed_quantiles() -> None:
    """R takes the middle of a step that lies exactly at the level; ours is the first day that reaches it."""
    text = _PRINTED["quantile"].read_text(encoding="utf-8")
    days = _list(re.search(r"time=\s*c\((.*?)\)", text, re.S))
    status = _list(re.search(r"status=c\((.*?)\)", text, re.S))
    levels = _list(re.search(r"qq <- c\((.*?)\)", text))
    told = {key: _list(re.search(rf"{key} = c\((.*?)\)", text)) for key in ("quantile", "lower")}
    known = ~np.isnan(status)
    km = kaplan_meier(days[known], status[known] == 1)
    low, high = _log_band(km)
    last = float(days[known].max())
    assert len(levels) == 6 and "upper = rep(as.numeric(NA), 6)" in text
    for level, middle, lower in zip(levels, told["quantile"], told["lower"], strict=True):
        first, after = km.quantile(1 - level), _first(km, km.share, level - 2e-9)
        found = None if first is None else (first + (last if after is None else after)) / 2
        assert (np.nan if found is None else found) == pytest.approx(middle, nan_ok=True)
        assert _first(km, low, level) == lower and _first(km, high, level) is None


def _list(found: re.Match[str] | None) -> NDArray[np.float64]:
    assert found
    parts = [part.strip().split("/") for part in found[1].split(",")]
    return np.array(
        [np.nan if part == ["NA"] else float(part[0]) / float(part[1] if part[1:] else 1) for part in parts]
    )


def test_a_step_at_the_level_and_one_beyond_the_last_day() -> None:
    """The same without the printed session: five days by hand."""
    km = kaplan_meier([1, 2, 3, 4, 5], [True, True, False, True, False])
    assert km.share == pytest.approx([0.8, 0.6, 0.3])
    assert (km.quantile(0.2), km.quantile(0.4), km.quantile(0.5), km.quantile(0.8)) == (1, 2, 4, None)


def test_what_is_not_possible_is_set_aside_with_a_word(tmp_path: Path) -> None:
    """A decision before the application, and the day of application itself, through a file."""
    path = tmp_path / "register.csv"
    rows = ["A-1,2024-03-01,2024-02-01", "A-2,2024-03-01,2024-03-01", "A-3,2024-03-01,", "A-4,,2024-04-01"]
    path.write_text("\n".join(["Case ID,Date applied,Date decided", *rows]), encoding="utf-8")
    (table,) = import_file(path).tables
    cases = licensing_cases(workspace(table, data_date=date(2024, 4, 30)))
    assert cases is not None
    assert cases.timed.tolist() == [False, True, True, False]
    told = finding(workspace(table, data_date=date(2024, 4, 30), k=1), "licensing.time_to_decision").caveats
    assert (
        "Not used: 1 without a usable day of application; 1 with a decision before the application." in told
    )
    assert cases.waited[cases.timed].tolist() == [0.0, 60.0]
    km = kaplan_meier(cases.waited[cases.timed], cases.decided[cases.timed])
    assert (km.n, km.pending, km.waiting_at(0)[0]) == (2, 1, 0.5)


def test_everybody_waiting_through_a_file(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Case ID,Date applied,Date decided\nA-1,2024-03-01,\nA-2,2024-03-02,\n", encoding="utf-8")
    (table,) = import_file(path).tables
    held = workspace(table, data_date=date(2024, 4, 30), k=1)
    overall = finding(held, "licensing.time_to_decision").overall
    assert overall is not None and overall.value is None and (overall.n, overall.pending) == (2, 2)
