"""Printing the page in front, or keeping it as a PDF file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from advocacy.errors import AdvocacyError
from ui import page_printing
from ui.messages import Kind, Messages


class PrintFlow(QObject):
    """Asks where to, then draws. A page that prints better by itself (the brief) does so."""

    def __init__(self, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._messages, self._window = messages, window

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
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the page as PDF"), str(Path.home() / f"{title}.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.save_pdf(page, title, Path(name).with_suffix(".pdf"))

    def save_pdf(self, page: QWidget, title: str, target: Path) -> None:
        """Write what the page shows to a file."""
        if view := page_printing.web_view(page):
            view.page().pdfPrintingFinished.connect(self._written, Qt.ConnectionType.SingleShotConnection)
            view.page().printToPdf(str(target))
            return
        try:
            page_printing.save_pdf(page, title, target)
        except AdvocacyError as error:
            self._messages.tell_error(error)
        else:
            self._written(str(target), True)

    def _print(self, page: QWidget, title: str) -> None:
        if view := page_printing.web_view(page):
            view.print(self._printer)
        else:
            page_printing.draw(page, title, self._printer)

    def _written(self, name: str, worked: bool) -> None:
        if worked:
            self._messages.tell(self.tr("Written: %1").replace("%1", Path(name).name))
        else:
            self._messages.tell(
                self.tr("“%1” could not be written.").replace("%1", Path(name).name),
                self.tr("Choose another folder, or close the program that has the file open."),
                Kind.ERROR,
            )
