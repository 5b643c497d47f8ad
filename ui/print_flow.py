"""Printing the page in front, or keeping it as a PDF file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from advocacy.exporting.atomic import write_bytes
from advocacy.exporting.file_name import free_name
from ui import page_printing
from ui.another_name import ask_again
from ui.messages import Kind, Messages
from ui.tasks import TaskRunner


class PrintFlow(QObject):
    """Asks where to, then draws. A page that prints better by itself (the brief) does so."""

    def __init__(self, tasks: TaskRunner, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._messages, self._window = tasks, messages, window

    def print_page(self, page: QWidget, title: str) -> None:
        """Ask for a printer."""
        if hasattr(page, "print_page"):
            page.print_page()
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(title)
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(page, title))
        dialog.open()

    def ask_for_pdf(self, page: QWidget, title: str) -> None:
        """Ask for the name of a PDF file."""
        target = self._chosen(Path.home() / f"{title}.pdf")
        if target is not None:
            self.save_pdf(page, title, target)

    def save_pdf(self, page: QWidget, title: str, target: Path) -> None:
        """Write what the page shows to a file, which is put in place when it is whole."""
        write = partial(self._write, target)
        if not self._on_paper(page, title, lambda view, done: _as_pdf(view, done, write)):
            if view := page_printing.web_view(page):
                view.page().printToPdf(write)
            else:
                write(page_printing.as_pdf(page, title))

    def _print(self, page: QWidget, title: str) -> None:
        if not self._on_paper(page, title, lambda view, done: _on_printer(view, done, self._printer)):
            if view := page_printing.web_view(page):
                view.print(self._printer)
            else:
                page_printing.draw(page, title, self._printer)

    def _on_paper(self, page: Any, title: str, do: Callable[[Any, Callable[[], None]], None]) -> bool:
        """Have a page of charts drawn for paper, all of it and light, then do.

        Return whether it is such a page. do: gets the web view, and what to call when it is printed.
        """
        if not hasattr(page, "paper_head") or page.charts.web is None or not page.charts.findings:
            return False
        charts, head = page.charts, page.paper_head(title)
        self._tasks.run(
            self.tr("Drawing the page for paper"),
            page.paper_content(),
            on_done=lambda content: charts.on_paper(head, content, lambda view: do(view, charts.off_paper)),
            key="paper",
        )
        return True

    def _chosen(self, suggestion: Path) -> Path | None:
        title = self.tr("Save the page as PDF")
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggestion), "PDF (*.pdf)")
        return Path(name).with_suffix(".pdf") if name else None

    def _write_again(self, target: Path, drawn: bytes) -> None:
        other = self._chosen(free_name(target))
        if other is not None:
            self._write(other, drawn)

    def _write(self, target: Path, content: QByteArray | bytes) -> None:
        drawn = bytes(content.data()) if isinstance(content, QByteArray) else content
        if not drawn:
            self._messages.tell(
                self.tr("The page could not be drawn as a PDF."), self.tr("Try it once more."), Kind.ERROR
            )
            return
        self._tasks.run(
            self.tr("Writing “%1”").replace("%1", target.name),
            write_bytes,
            target,
            drawn,
            on_done=self._written,
            on_failed=ask_again(self._messages, partial(self._write_again, target, drawn)),
        )

    def _written(self, target: Path) -> None:
        self._messages.tell(self.tr("Written: %1").replace("%1", target.name))


def _as_pdf(view: Any, done: Callable[[], None], write: Callable[[QByteArray], None]) -> None:
    def printed(content: QByteArray) -> None:
        done()
        write(content)

    view.page().printToPdf(printed, page_printing.a4())


def _on_printer(view: Any, done: Callable[[], None], printer: Any) -> None:
    view.printFinished.connect(lambda _: done(), Qt.ConnectionType.SingleShotConnection)
    view.print(printer)
