"""Printing the page in front, or keeping it as a PDF file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from advocacy.exporting.atomic import write_bytes
from advocacy.exporting.file_name import free_name
from ui import page_printing
from ui.another_name import ask_again
from ui.messages import Kind, Messages
from ui.save_name import ask_for_save_name
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class PrintFlow(QObject):
    """Asks where to, then draws. A page that prints better by itself (the brief) does so."""

    def __init__(self, tasks: TaskRunner, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._messages, self._window = tasks, messages, window
        self.printer: QPrinter | None = None  # that a page is printed on; it must not go meanwhile

    def print_page(self, page: QWidget, title: str) -> None:
        """Ask for a printer."""
        if hasattr(page, "print_page"):
            page.print_page()
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer, page, title))
        QDialog.open(dialog)  # its own open wants a receiver

    def print_on(self, printer: QPrinter, page: QWidget, title: str) -> None:
        """Print what the page shows; one page at a time."""
        if self.printer is not None:
            self._messages.tell(
                self.tr("A page is being printed."), self.tr("Print the next one when it is done.")
            )
            return
        if not self._on_paper(page, title, partial(self._on_printer, printer)):
            if view := page_printing.web_view(page):
                self._on_printer(printer, view, lambda: None)
            else:
                self._printed(page_printing.draw(page, title, printer))

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

    def _on_printer(self, printer: QPrinter, view: Any, done: Callable[[], None]) -> None:
        def printed(is_whole: bool) -> None:
            done()
            self._printed(is_whole)

        view.printFinished.connect(printed, Qt.ConnectionType.SingleShotConnection)
        self.printer = printer
        view.print(printer)

    def _printed(self, is_whole: bool) -> None:
        self.printer = None
        if not is_whole:
            self._messages.tell(
                self.tr("The page could not be printed."),
                self.tr("See whether the printer is on, or save the page as PDF from the File menu."),
                Kind.WARNING,
            )

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
        return ask_for_save_name(self._window, title, suggestion, ".pdf", "PDF")

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
