"""Where the value of the chosen cell came from, told step by step."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from advocacy.issue import Issue
from ui.models.cell_text import day_text, moment_text

if TYPE_CHECKING:
    from advocacy.workspace.provenance import Provenance

_INDENT, _EDGE = 20, 8  # pixels before a list; round the text


class CellStory(QTextBrowser):
    """Shows one value: file, sheet, cell, the text there, what became of it, what is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.document().setIndentWidth(_INDENT)
        self.document().setDocumentMargin(_EDGE)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(self.tr("Where the value came from"))
        self._muted_colour = self.palette().text().color().name()
        self.show_nothing()

    def set_muted(self, colour: QColor) -> None:
        """Write what is only a label in this colour."""
        self._muted_colour = colour.name()

    def show_nothing(self) -> None:
        """Say how to get here."""
        self.setHtml(
            self._muted(self.tr("Choose a cell to see which file it came from and what became of it."))
        )

    def show_story(self, told: Provenance, shown: str, issues: Sequence[Issue], is_hidden: bool) -> None:
        """Tell of one value. shown: as the grid writes it. is_hidden: tell only where it stands."""
        parts = [f"<h3>{escape(told.title)}</h3>"]
        parts.append(f"<p>{escape(shown)}</p>" if shown else self._muted(self.tr("no value")))
        facts = [(self.tr("File"), told.file), (self.tr("Sheet"), told.sheet), (self.tr("Cell"), told.cell)]
        facts.append((self.tr("Heading"), told.heading))
        if not is_hidden:
            says = told.raw if told.raw is not None else self.tr("nothing, it is empty")
            facts.append((self.tr("The cell says"), says))
        facts.append((self.tr("Imported"), self._imported(told)))
        rows = "".join(
            f"<tr><td style='padding-right:12px'>{self._small(name)}</td><td>{escape(value)}</td></tr>"
            for name, value in facts
            if value
        )
        parts.append(self._heading(self.tr("Where it came from")) + f"<table>{rows}</table>")
        if is_hidden:
            parts.append(self._muted(self.tr("The value and what became of it are hidden.")))
        elif told.steps:
            steps = "".join(f"<li>{escape(step.said)}</li>" for step in told.steps)
            parts.append(self._heading(self.tr("What became of it")) + f"<ol>{steps}</ol>")
        else:
            parts.append(self._muted(self.tr("Taken as it stands in the cell.") if told.raw else ""))
        if issues:
            listed = "".join(f"<p>{escape(self.issue_words(issue, is_hidden))}</p>" for issue in issues)
            parts.append(self._heading(self.tr("Issues")) + listed)
        if told.erased_at:
            gone = self.tr("The file was let go on %1 at the request of a person.")
            parts.append(f"<p>{escape(gone.replace('%1', day_text(told.erased_at)))}</p>")
        self.setHtml("".join(parts))

    def issue_words(self, issue: Issue, is_hidden: bool) -> str:
        """Return what an issue says; of a hidden field only that there is one."""
        if is_hidden:
            return self.tr("There is an issue with this value. Show the hidden values to read it.")
        return f"{issue.message} {issue.hint}".strip()

    def _imported(self, told: Provenance) -> str:
        when = moment_text(told.imported_at)
        if not told.imported_by:
            return when
        return self.tr("%1 by %2").replace("%1", when).replace("%2", told.imported_by)

    def _heading(self, text: str) -> str:
        return f"<p style='margin-top:14px'><b>{escape(text)}</b></p>"

    def _muted(self, text: str) -> str:
        return f"<p>{self._small(text)}</p>" if text else ""

    def _small(self, text: str) -> str:
        return f"<span style='color:{self._muted_colour}'>{escape(text)}</span>"
