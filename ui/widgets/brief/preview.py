"""The brief as it will look: in a locked web page, or as text where there is no web engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from advocacy.charts.picture import Picture
from ui.appearance import tokens
from ui.platform import has_web_engine

if TYPE_CHECKING:
    from advocacy.exporting.preview import PreviewBlock
    from ui.widgets.brief.web_preview import WebPreview

Named = tuple[str, str]
_MARGIN = 24  # pixels of the paper round the words


class Preview(QWidget):
    """Shows blocks; a number is a link to its claim.

    Signals:
        claim_clicked: args: key of the claim, part it stands in (unknown in the text: ("", ""))
        part_clicked: arg: kind and key of the part of the outline
        step_wanted: The user goes to the part before (-1) or behind (1)
        painted: A change can be seen. arg: the number it was shown under
    """

    claim_clicked = Signal(str, object)
    part_clicked = Signal(object)
    step_wanted = Signal(int)
    painted = Signal(int)

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._blocks: tuple[Sequence[PreviewBlock], str, int] = ((), "en", 0)
        self._is_closed = False
        self.web: WebPreview | None = None
        self.text: QTextBrowser | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        if has_web_engine():
            # Making a web page takes as long as making the rest of the page: each has a turn of its own.
            QTimer.singleShot(0, self, self._open_web)
        else:
            self._open_text()

    def show_blocks(self, blocks: Sequence[PreviewBlock], language: str, number: int = 0) -> None:
        """Show these blocks of a brief in this language."""
        self._blocks = (blocks, language, number)
        if self.web is not None:
            self.web.keep_pictures([one.picture for one in blocks if one.picture])
            self.web.show_blocks(blocks, language, number)
        elif self.text is not None:
            self._show_text(blocks)
            self.painted.emit(number)

    def show_picture(self, key: str, picture: Picture) -> None:
        """Show the picture of a chart."""
        if self.web is not None:
            self.web.show_picture(key, picture)

    def show_undrawn(self) -> None:
        """Say that charts could not be drawn."""
        if self.web is not None:
            self.web.show_undrawn()

    def choose(self, part: Named, claim: str = "", *, reveal: bool = False) -> None:
        """Mark a part, and a number in it. reveal: scroll to it where it is not seen."""
        if self.web is not None:
            self.web.choose(part, claim, reveal=reveal)
        elif self.text is not None and reveal:
            self.text.scrollToAnchor("|".join(part))

    def set_look(self, look: str) -> None:
        """Lay the paper on the ground of this look."""
        self._look = look
        if self.web is not None:
            self.web.set_ground(tokens(look).window, self.tr("Preview of the brief"))

    def close_page(self) -> None:
        """Let the web page go before the application ends."""
        self._is_closed = True
        if self.web is not None:
            self.web.close_page()

    def _open_web(self) -> None:
        if self._is_closed:
            return
        from ui.widgets.brief.web_preview import WebPreview

        self.web = web = WebPreview(self)
        self.set_look(self._look)
        web.claim_clicked.connect(self.claim_clicked)
        web.part_clicked.connect(self.part_clicked)
        web.step_wanted.connect(self.step_wanted)
        web.painted.connect(self.painted)
        web.gave_up.connect(self._leave_web)
        self.setFocusProxy(web)
        self._box.addWidget(web)
        if self._blocks[0]:
            self.show_blocks(*self._blocks)

    def _leave_web(self) -> None:
        """The process that draws does not hold: the words are shown all the same."""
        if self.web is not None:
            self.web.close_page()
            self.web.deleteLater()
            self.web = None
        self._open_text()
        self.show_blocks(*self._blocks)

    def _open_text(self) -> None:
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(_MARGIN)
        self.text.setAccessibleName(self.tr("Preview of the brief"))
        self.text.anchorClicked.connect(self._anchor_clicked)
        self.setFocusProxy(self.text)
        self._box.addWidget(self.text)

    def _show_text(self, blocks: Sequence[PreviewBlock]) -> None:
        from html import escape

        assert self.text is not None
        bar: Any = self.text.verticalScrollBar()
        scrolled = bar.value()
        self.text.setHtml("\n".join(f'<a name="{escape("|".join(b.part))}"></a>{b.html}' for b in blocks))
        bar.setValue(scrolled)

    def _anchor_clicked(self, address: QUrl) -> None:
        from advocacy.exporting.preview import claim_in

        if key := claim_in(address.toString(QUrl.ComponentFormattingOption.FullyEncoded)):
            self.claim_clicked.emit(key, ("", ""))
