"""What became of every row of a file that is about to be imported, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from advocacy.retelling import said_again
from advocacy.wording import labelled
from ui.whole_numbers import say_number, whole

if TYPE_CHECKING:
    from advocacy.importing.imported import ImportedFile
    from advocacy.workspace.preview import Arrival


def row_accounts(file: ImportedFile) -> list[str]:
    """Return a line for each sheet: rows in it, kept, set aside and why."""
    lines = []
    for account in file.reconciliations:
        if not account.rows_in_file:
            continue
        rows = say_number("{count} row in file", "{count} rows in file", account.rows_in_file)
        kept = say_number("{count} kept", "{count} kept", account.kept)
        aside = say_number("{count} set aside", "{count} set aside", len(account.set_aside))
        text = f"{labelled(account.sheet) if account.sheet else ''}{rows} = {kept} + {aside}"
        reasons = Counter(said_again(one.reason) for one in account.set_aside)
        said = "; ".join(f"{count} × {reason}" for reason, count in reasons.most_common(3))
        lines.append(f"{text} ({said})" if said else text)
    return lines


def arrival_account(arrivals: Sequence[Arrival]) -> str:
    """Return what the file would change in the workspace; "" where all of it is simply new."""
    if not arrivals:
        return _tr("This very file is in the workspace already.")
    added, changed, unchanged, gone = (
        sum(getattr(one, what) for one in arrivals) for what in ("added", "changed", "unchanged", "gone")
    )
    if not (changed or unchanged or gone):
        return ""
    text = _tr("In this workspace: %1 new, %2 changed, %3 unchanged.")
    for place, count in (("%1", added), ("%2", changed), ("%3", unchanged)):
        text = text.replace(place, whole(count))
    if gone:
        more = _tr("Rows of the earlier file that are not in this one: %1; they stay.")
        text += " " + more.replace("%1", whole(gone))
    return text


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportAccount", text)
