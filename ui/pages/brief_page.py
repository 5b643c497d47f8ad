"""Brief: what goes in, how it looks, what each part rests on, and the export."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from advocacy.analysis.finding import Chart, Finding
from advocacy.brief.document import Brief, Figure
from advocacy.brief.outline import outline
from advocacy.charts.picture import Picture
from advocacy.exporting.export import FORMATS, PACKAGE
from advocacy.exporting.file_name import free_name
from advocacy.importing.questionnaire import QuestionKind
from advocacy.progress import Progress, part
from advocacy.workspace import Ask, BriefPlan, Part, PartKind, Protection, Workspace
from advocacy.workspace.exported import Exported
from ui.another_name import ask_again
from ui.burden_flow import BurdenFlow
from ui.dialogs.protection_dialog import ProtectionDialog
from ui.messages import Kind, Messages
from ui.platform import has_web_engine
from ui.sample_flow import SampleFlow
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.compare_box import CompareBox

_TYPING_PAUSE = 500  # milliseconds after the last key before the brief is composed again


@dataclass(frozen=True)
class _Composed:
    """A brief, every finding the data allow, and by code the key of each chart's picture."""

    brief: Brief
    findings: tuple[Finding, ...]
    figures: tuple[tuple[str, str, Mapping[str, Any]], ...]  # finding, key of its picture, figure


class BriefPage(QWidget):
    """The outline on the left, the brief as it will be in the middle, its evidence on the right."""

    import_wanted = Signal()
    previewed = Signal()
    exported = Signal(list)

    def __init__(
        self, session: Session, tasks: TaskRunner, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._messages = session, tasks, messages
        self._composed: _Composed | None = None
        self._drawn: dict[str, Picture] = {}  # by key of the figure: a change of words draws nothing again
        self._drawing: list[str] = []
        self._waiting: list[Path] = []  # documents to be written as soon as the charts are drawn
        self._stale = True
        self._filling = False
        self._scroll = QPoint()
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self._keep_words)
        self.asking_about_the_sample = SampleFlow(session, self)
        self._asking_about_the_burden = BurdenFlow(session, tasks, self, messages.tell_error)
        self._pictures: Any = None
        self._view: Any = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._filled())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        session.workspace_changed.connect(self._changed)

    def export_to(self, paths: list[Path]) -> None:
        """Write the brief to these files; the suffix of each decides its format."""
        self._keep_words()
        self._waiting = list(paths)
        if self._composed is None:
            self._compose(self._session.workspace)
        elif not self._drawing:
            self._write_waiting()

    def print_page(self) -> None:
        """The brief on paper is its PDF: tagged, with page numbers, the same on every machine."""
        if self._session.workspace.tables:
            self._choose_export((".pdf",))

    def close_page(self) -> None:
        """Let the web pages go before the application ends."""
        if self._pictures is not None:
            self._pictures.close()
        if self._view is not None:
            page = self._view.page()
            self._view.setPage(None)
            page.deleteLater()
            self._view = None

    def ask_about_small_groups(self) -> ProtectionDialog:
        """Ask how few people are kept from being recognised."""
        settings = self._session.workspace.settings
        dialog = ProtectionDialog(settings.protection, settings.smallest_group, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._keep_protection)
        dialog.open()
        return dialog

    def _keep_protection(self, protection: Protection, smallest: int) -> None:
        label = self.tr("Small groups")
        before = self._session.workspace.settings
        kept = replace(before, protection=protection, smallest_group=smallest)
        if kept != before:
            self._session.apply(
                label,
                lambda workspace: workspace.with_settings(
                    replace(workspace.settings, protection=protection, smallest_group=smallest), label
                ),
            )

    def _fill_comparisons(self, workspace: Workspace) -> None:
        """Offer the questions by which the answers to the others can be compared."""
        surveys = [table.questionnaire for table in workspace.tables if table.questionnaire]
        self._comparison.setVisible(bool(surveys))
        if not surveys:
            return
        self._compare_by.offer(
            {
                question.name: question.label
                for question in surveys[0].questions
                if question.kind is QuestionKind.SINGLE and len(question.choices) > 1
            }
        )

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed(self._session.workspace)

    def _changed(self, workspace: Workspace) -> None:
        self._stack.setCurrentIndex(1 if workspace.tables else 0)
        self._fill_words(workspace.brief)
        self._sample.setVisible(any(table.questionnaire for table in workspace.tables))
        self._burden.setVisible(workspace.table("licensing_case") is not None)
        self._fill_comparisons(workspace)
        if not workspace.tables or not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._compose(workspace)

    def _compose(self, workspace: Workspace) -> None:
        self._tasks.run(
            self.tr("Composing the brief"), _compose, workspace, on_done=self._show_composed, key="brief"
        )

    def _show_composed(self, composed: _Composed) -> None:
        self._composed = composed
        self._fill_outline(composed)
        missing = [(key, figure) for _, key, figure in composed.figures if key not in self._drawn]
        self._show_preview()
        if missing and has_web_engine():
            self._drawing = [key for key, _ in missing]
            self._drawer().render([figure for _, figure in missing])
        else:
            self._drawing = []
            self._write_waiting()

    def _drawer(self) -> Any:
        if self._pictures is None:
            from ui.chart_pictures import ChartPictures

            self._pictures = ChartPictures(self)
            self._pictures.drawn.connect(self._keep_picture)
            self._pictures.finished.connect(lambda _: self._all_drawn())
            self._pictures.failed.connect(self._not_drawn)
        return self._pictures

    def _keep_picture(self, number: int, picture: Picture) -> None:
        if number < len(self._drawing):
            self._drawn[self._drawing[number]] = picture

    def _all_drawn(self) -> None:
        self._drawing = []
        self._show_preview()
        self._write_waiting()

    def _not_drawn(self, reason: str) -> None:
        self._drawing = []
        self._messages.tell(reason, self.tr("The brief shows tables instead."), Kind.WARNING)
        self._write_waiting()

    def _by_finding(self, composed: _Composed) -> dict[str, Picture]:
        return {code: self._drawn[key] for code, key, _ in composed.figures if key in self._drawn}

    def _show_preview(self) -> None:
        composed = self._composed
        if composed is None:
            return
        self._tasks.run(
            self.tr("Showing the brief"),
            _page,
            composed.brief,
            self._by_finding(composed),
            on_done=self._show_page,
            key="preview",
        )

    def _show_page(self, html: str) -> None:
        if self._view is not None:
            from ui.web import put

            where = self._view.page().scrollPosition()
            self._scroll = QPoint(int(where.x()), int(where.y()))
            self._view.load(put("brief.html", html))
        else:
            self._plain.setHtml(html)
            self.previewed.emit()

    def _loaded(self, worked: bool) -> None:
        if worked and self._view is not None:
            self._view.page().runJavaScript(f"scrollTo({self._scroll.x()}, {self._scroll.y()})")
            self.previewed.emit()

    def _write_waiting(self) -> None:
        paths, self._waiting = self._waiting, []
        composed = self._composed
        if not paths or composed is None:
            return
        self._warn_of_earlier(composed)
        self._tasks.run(
            self.tr("Writing the brief"),
            _export,
            composed.brief,
            tuple(paths),
            self._by_finding(composed),
            on_done=self._written,
            on_failed=ask_again(self._messages, partial(self._choose_export_again, paths)),
        )

    def _written(self, paths: list[Path]) -> None:
        names = ", ".join(path.name for path in paths)
        folder = QUrl.fromLocalFile(str(paths[0].parent))
        self._messages.tell(
            self.tr("Written: %1").replace("%1", names),
            action=(self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder)),
        )
        self._remember(names)
        self.exported.emit(paths)

    def _warn_of_earlier(self, composed: _Composed) -> None:
        """Say where a reader who has an earlier brief too would learn about few people."""
        from advocacy.analysis.protection.differencing import differences

        if telling := differences(self._session.workspace, composed.brief.findings):
            first = telling[0]
            self._messages.tell(
                self.tr("“%1” differs by %2 from the brief of %3: whoever has both learns about so few.")
                .replace("%1", first.finding)
                .replace("%2", str(first.people))
                .replace("%3", first.earlier.when),
                self.tr("Give this brief only to people who do not have that one, or leave the finding out."),
                Kind.WARNING,
            )

    def _remember(self, names: str) -> None:
        """Keep what the brief has told."""
        from advocacy.analysis.protection.differencing import counts_of
        from advocacy.analysis.protection.rows_counted import rows_counted
        from advocacy.brief.changes import told_claims

        if self._composed is None:
            return
        counts = counts_of(self._composed.brief.findings, self._session.workspace.filters)
        rows = rows_counted(self._session.workspace, self._composed.brief.findings)
        claims = told_claims(self._composed.brief.printed_claims())
        told = Exported(date.today().isoformat(), names, counts, rows, claims)
        earlier = self._session.workspace.exported
        if self._session.is_read_only or any(one.counts == told.counts for one in earlier):
            self._session.note(self.tr("Brief exported"))
        else:
            self._session.apply(self.tr("Brief exported"), lambda workspace: workspace.with_exported(told))

    # --- words and outline ---

    def _fill_words(self, plan: BriefPlan) -> None:
        self._filling = True
        for field, text in (
            (self._title, plan.title),
            (self._addressee, plan.addressee),
            (self._submitted_by, plan.submitted_by),
        ):
            if field.text() != text:
                field.setText(text)
        for area, text in (
            (self._summary, plan.summary),
            (self._asks, "\n".join(ask.wording for ask in plan.asks)),
        ):
            if area.toPlainText() != text and not area.hasFocus():
                area.setPlainText(text)
        self._filling = False

    def _typed(self) -> None:
        if not self._filling:
            self._pause.start()

    def _keep_words(self) -> None:
        self._pause.stop()
        plan = self._session.workspace.brief
        changed = replace(
            plan,
            title=self._title.text().strip(),
            addressee=self._addressee.text().strip(),
            submitted_by=self._submitted_by.text().strip(),
            summary=self._summary.toPlainText().strip(),
            asks=_asks(plan, self._asks.toPlainText()),
        )
        self._apply(self.tr("Words of the brief"), changed)

    def _apply(self, label: str, plan: BriefPlan) -> None:
        if plan != self._session.workspace.brief:
            self._session.apply(label, lambda workspace: workspace.with_brief(plan))

    def _fill_outline(self, composed: _Composed) -> None:
        plan = self._session.workspace.brief
        known = {finding.code: finding for finding in composed.findings}
        parts = [one for one in outline(plan, composed.findings) if one.kind is PartKind.FINDING]
        chosen = self._outline.currentRow()
        self._filling = True
        self._outline.clear()
        for one in parts:
            item = QListWidgetItem(known[one.key].name)
            item.setToolTip(known[one.key].headline.replace("<", "&lt;"))
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.is_shown else Qt.CheckState.Unchecked)
            self._outline.addItem(item)
        self._outline.setCurrentRow(min(max(chosen, 0), self._outline.count() - 1))
        self._filling = False
        self._show_evidence()

    def _outline_changed(self) -> None:
        if self._filling:
            return
        plan = self._session.workspace.brief
        items = [self._outline.item(place) for place in range(self._outline.count())]
        changed = []
        for item in items:
            code = item.data(Qt.ItemDataRole.UserRole)
            part = plan.part(PartKind.FINDING, code) or Part(PartKind.FINDING, code)
            changed.append(replace(part, is_shown=item.checkState() is Qt.CheckState.Checked))
        others = tuple(part for part in plan.outline if part.kind is not PartKind.FINDING)
        self._apply(self.tr("Outline of the brief"), replace(plan, outline=(*others, *changed)))

    def _move(self, by: int) -> None:
        row = self._outline.currentRow()
        target = row + by
        if row < 0 or not 0 <= target < self._outline.count():
            return
        self._filling = True
        self._outline.insertItem(target, self._outline.takeItem(row))
        self._outline.setCurrentRow(target)
        self._filling = False
        self._outline_changed()

    def _show_evidence(self) -> None:
        item = self._outline.currentItem()
        code = item.data(Qt.ItemDataRole.UserRole) if item else ""
        findings = self._composed.findings if self._composed else ()
        finding = next((one for one in findings if one.code == code), None)
        self._evidence.setPlainText(_evidence(finding) if finding else "")

    def _choose_export_again(self, paths: Sequence[Path]) -> None:
        self._choose_export(tuple(path.suffix for path in paths), str(free_name(paths[0])))

    def _choose_export(self, suffixes: tuple[str, ...], suggestion: str = "") -> None:
        name = self._session.workspace.brief.title[:60] or self.tr("Evidence brief")
        plain = "".join(c for c in name if c not in '\\/:*?"<>|')
        suggestion = suggestion or str(Path.home() / f"{plain}{suffixes[0]}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the brief"), suggestion, " ".join(f"*{suffix}" for suffix in suffixes[:1])
        )
        if chosen:
            self.export_to([Path(chosen).with_suffix(suffix) for suffix in suffixes])

    # --- the parts of the page ---

    def _empty(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = QLabel(self.tr("Nothing to write about yet"))
        heading.setObjectName("title")
        words = QLabel(self.tr("Import files first; the brief then writes itself as far as the data allow."))
        words.setObjectName("muted")
        button = QPushButton(self.tr("Import files…"))
        button.setObjectName("primary")
        button.clicked.connect(self.import_wanted)
        for widget in (heading, words, button):
            box.addWidget(widget, alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _filled(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 16, 16, 16)
        split = QSplitter()
        split.addWidget(self._left())
        split.addWidget(self._middle())
        split.addWidget(self._right())
        split.setSizes([270, 640, 250])
        split.setStretchFactor(1, 1)
        row.addWidget(split)
        return page

    def _left(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, 0)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._title, self._addressee, self._submitted_by = QLineEdit(), QLineEdit(), QLineEdit()
        self._summary, self._asks = QPlainTextEdit(), QPlainTextEdit()
        self._asks.setPlaceholderText(self.tr("One request per line"))
        for area in (self._summary, self._asks):
            area.setFixedHeight(64)
            area.setTabChangesFocus(True)
            area.textChanged.connect(self._typed)
        for label, field in (
            (self.tr("Title"), self._title),
            (self.tr("To"), self._addressee),
            (self.tr("Submitted by"), self._submitted_by),
            (self.tr("First words"), self._summary),
            (self.tr("What you ask"), self._asks),
        ):
            form.addRow(label, field)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(self._typed)
        box.addLayout(form)
        self._sample = QPushButton(self.tr("How were people chosen?…"))
        self._sample.setToolTip(self.tr("Decides what the brief may claim from the survey"))
        self._sample.clicked.connect(lambda: self.asking_about_the_sample.ask())
        box.addWidget(self._sample)
        self._small_groups = QPushButton(self.tr("Small groups…"))
        self._small_groups.setToolTip(self.tr("How few people are kept from being recognised"))
        self._small_groups.clicked.connect(self.ask_about_small_groups)
        box.addWidget(self._small_groups)
        self._burden = QPushButton(self.tr("Yearly burden…"))
        self._burden.setToolTip(self.tr("What the procedure costs all applicants in a year, and from what"))
        self._burden.clicked.connect(self._asking_about_the_burden.ask)
        box.addWidget(self._burden)
        self._compare_by = CompareBox(self._session)
        self._compare_by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._compare_by.setMinimumContentsLength(16)
        self._compare_by.setAccessibleName(self.tr("Compare answers by"))
        self._compare_by.setToolTip(self.tr("Shows each question of the survey again, by this one"))
        self._comparison = QWidget()
        comparison = QFormLayout(self._comparison)
        comparison.setContentsMargins(0, 0, 0, 0)
        comparison.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        comparison.addRow(self.tr("Compare answers by"), self._compare_by)
        box.addWidget(self._comparison)
        heading = QLabel(self.tr("Findings"))
        heading.setObjectName("heading")
        box.addWidget(heading)
        self._outline = QListWidget()
        self._outline.setMinimumHeight(180)
        self._outline.setAccessibleName(self.tr("Findings in the brief"))
        self._outline.itemChanged.connect(lambda _: self._outline_changed())
        self._outline.currentRowChanged.connect(lambda _: None if self._filling else self._show_evidence())
        box.addWidget(self._outline, 1)
        row = QHBoxLayout()
        for text, by in ((self.tr("Up"), -1), (self.tr("Down"), 1)):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, by=by: self._move(by))
            row.addWidget(button)
        box.addLayout(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumWidth(250)
        return area

    def _middle(self) -> QWidget:
        if not has_web_engine():
            self._plain = QTextBrowser()
            self._plain.setOpenLinks(False)
            return self._plain
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from ui.web import LockedPage

        self._view = QWebEngineView()
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setPage(LockedPage(self._view))
        self._view.loadFinished.connect(self._loaded)
        return self._view

    def _right(self) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(8, 0, 0, 0)
        heading = QLabel(self.tr("What it rests on"))
        heading.setObjectName("heading")
        box.addWidget(heading)
        self._evidence = QTextBrowser()
        self._evidence.setOpenLinks(False)
        box.addWidget(self._evidence, 1)
        heading = QLabel(self.tr("Export"))
        heading.setObjectName("heading")
        box.addWidget(heading)
        everything = QPushButton(self.tr("Every format…"))
        everything.setObjectName("primary")
        everything.clicked.connect(lambda: self._choose_export(FORMATS))
        box.addWidget(everything)
        for name, suffix in (
            (self.tr("Word…"), ".docx"),
            (self.tr("PDF…"), ".pdf"),
            (self.tr("Web page…"), ".html"),
            (self.tr("Workbook annex…"), ".xlsx"),
            (self.tr("Markdown…"), ".md"),
            (self.tr("Evidence package…"), PACKAGE),
        ):
            button = QPushButton(name)
            button.clicked.connect(lambda _=False, suffix=suffix: self._choose_export((suffix,)))
            box.addWidget(button)
        return side


def _asks(plan: BriefPlan, text: str) -> tuple[Ask, ...]:
    """The requests as typed, one a line; what else is known of a request stays with it."""
    known = {ask.wording: ask for ask in plan.asks}
    return tuple(known.get(line) or Ask(line) for line in text.splitlines() if line.strip())


def _compose(workspace: Workspace, progress: Progress) -> _Composed:
    from advocacy.brief.composed import composed

    brief, found = composed(workspace, part(progress, 0.0, 0.8))
    figures = []
    for block in brief.blocks:
        if isinstance(block, Figure):
            text = json.dumps(block.figure, sort_keys=True)
            figures.append((block.finding.code, hashlib.sha256(text.encode()).hexdigest(), block.figure))
    progress(1.0)
    return _Composed(brief, found, tuple(figures))


def _page(brief: Brief, pictures: Mapping[str, Picture]) -> str:
    from advocacy.exporting.html_writer import page
    from advocacy.exporting.preview import claim_link

    return page(brief, pictures, claim_link)


def _export(
    brief: Brief, paths: tuple[Path, ...], pictures: Mapping[str, Picture], progress: Progress
) -> list[Path]:
    from advocacy.exporting.export import export

    for number, path in enumerate(paths):
        stretch = part(progress, number / len(paths), (number + 1) / len(paths))
        export(brief, path, pictures=pictures, progress=stretch)
    return list(paths)


def _evidence(finding: Finding) -> str:
    from advocacy.analysis import numbers
    from advocacy.analysis.definitions import definition
    from advocacy.brief.wording import base_line, group_label, source_line
    from advocacy.wording import say

    meaning = definition(finding.code)
    lines = [finding.headline, "", base_line(finding), source_line(finding), "", finding.method, ""]
    shown = [one for one in finding.estimates if not one.series or finding.chart is Chart.MONTHS]
    for one in shown[:12]:
        rows = len(one.rows.positions) if one.rows is not None else 0
        lines.append(
            say(
                "{label}: {value} ({interval}), {rows} rows",
                label=group_label(one),
                value=numbers.estimate(one, finding),
                interval=numbers.interval(one, finding),
                rows=numbers.whole(one, rows),
            )
        )
    lines += ["", *numbers.remarks(finding), "", meaning.formula, meaning.does_not_show]
    return "\n".join(lines)
