"""The user's words with numbers in them that stay live: each a piece that typing cannot break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSignalBlocker, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from advocacy.brief.live import DIGITS, key_in, printed_in, split
from advocacy.brief.number_words import number_words

if TYPE_CHECKING:
    from advocacy.brief.claims import Claim

_NUMBER = QTextFormat.ObjectTypes.UserObject + 1
_PLACE, _PRINTED, _KEY = (QTextFormat.Property.UserProperty + i for i in (1, 2, 3))
_MIME = "application/x-groundswell-words"
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


class LiveText(QTextEdit):
    """A field for paragraphs, one a line.

    Signals:
        edited: The user has changed the words. arg: the text with its places (advocacy/brief/live.py)
        claim_chosen: The user goes to a number. arg: key of the claim
    """

    edited = Signal(str)
    claim_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("words")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._claims: Mapping[str, Claim] = {}
        self._drawn = _Number(self)
        self.document().documentLayout().registerHandler(_NUMBER, self._drawn)
        self.textChanged.connect(self._changed)

    def set_words(self, text: str, claims: Mapping[str, Claim]) -> None:
        """Show a text with places; the cursor stays where it is as far as that can be."""
        self._claims = claims
        if text == self.words and self._told(_PRINTED) == [
            printed_in(place, claims) for place in self._told(_PLACE)
        ]:
            return
        at = self.textCursor().position()
        with QSignalBlocker(self):
            self.clear()
            self._write(text)
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self.document().clearUndoRedoStacks()
        self._say()

    @property
    def words(self) -> str:
        """The text with its places."""
        return _read(self.document(), _PLACE)

    @property
    def spoken(self) -> str:
        """The text as it is printed."""
        return _read(self.document(), _PRINTED)

    @property
    def typed_numbers(self) -> frozenset[str]:
        """The numbers as typed that are not live."""
        return frozenset(word.text for word in number_words(self.document().toRawText()))

    def sizeHint(self) -> QSize:
        """What stands below the words is to be seen too: the field grows where there is room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def insert_claim(self, claim: Claim, instead_of: str = "") -> None:
        """Put a number in the words, where the cursor is, or in the place of this number as it is typed.

        The unit of a typed number stands in the words already, but for the sign of a percentage.
        """
        self._claims = {**self._claims, claim.key: claim}
        if instead_of:
            self._select(instead_of)
        only_digits = instead_of and not instead_of.endswith("%")
        self._write("{" + claim.key + (DIGITS if only_digits else "") + "}")
        self.setFocus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection() and (key := self._key_at(event)):
            self.claim_chosen.emit(key)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Other programs get the numbers, this one gets the places."""
        part = QTextDocument()
        QTextCursor(part).insertFragment(self.textCursor().selection())
        data = QMimeData()
        data.setText(_read(part, _PRINTED))
        data.setData(_MIME, _read(part, _PLACE).encode("utf-8"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(_MIME):
            self._write(bytes(source.data(_MIME).data()).decode("utf-8", "replace"))
        else:
            self.textCursor().insertText(source.text())

    def _select(self, number: str) -> None:
        text = self.document().toRawText()
        word = next((one for one in number_words(text) if one.text == number), None)
        if word is not None:
            cursor = self.textCursor()
            cursor.setPosition(_place(text, word.start))
            cursor.setPosition(_place(text, word.end), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _write(self, text: str) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for words, place in split(text):
            cursor.insertText(words, QTextCharFormat())
            if place:
                cursor.insertText(_OBJECT, self._format(place))
        cursor.endEditBlock()
        self.setCurrentCharFormat(QTextCharFormat())

    def _format(self, place: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setObjectType(_NUMBER)
        look.setProperty(_PLACE, place)
        look.setProperty(_PRINTED, printed_in(place, self._claims))
        look.setProperty(_KEY, key_in(place))
        claim = self._claims.get(key_in(place))
        look.setToolTip(claim.name.replace("<", "&lt;") if claim else "")
        return look

    def _key_at(self, event: QMouseEvent) -> str:
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        place = layout.hitTest(event.position() + scrolled, Qt.HitTestAccuracy.ExactHit)
        if place < 0:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return str(cursor.charFormat().property(_KEY) or "")

    def _told(self, what: int) -> list[str]:
        """What is known of each number, in the order of the text."""
        return [str(look.property(what)) for look in _looks(self.document())]

    def _changed(self) -> None:
        self._mend()
        self._say()
        self.edited.emit(self.words)

    def _mend(self) -> None:
        """Letters typed behind a number have taken its look; they are words."""
        for start, text, look in _stretches(self.document()):
            if look.hasProperty(_PLACE) and text.strip(_OBJECT):
                with QSignalBlocker(self):
                    for at, letter in enumerate(text, start):
                        if letter != _OBJECT:
                            _unmark(self.document(), at)
                self._mend()  # the stretches are others now
                return

    def _say(self) -> None:
        """A screen reader finds objects where the numbers stand; the sentence is told beside them."""
        self.setAccessibleDescription(self.spoken)


class _Number(QPyTextObject):
    """Draws a number as one underlined piece."""

    def intrinsicSize(self, document: QTextDocument, position: int, look: QTextFormat) -> QSizeF:
        letters = QFontMetricsF(document.defaultFont())
        return QSizeF(letters.horizontalAdvance(str(look.property(_PRINTED))), letters.ascent())

    def drawObject(
        self, painter: QPainter, place: QRectF, document: QTextDocument, position: int, look: QTextFormat
    ) -> None:
        painter.save()
        painter.setFont(document.defaultFont())
        painter.drawText(place.bottomLeft(), str(look.property(_PRINTED)))
        painter.setPen(QPen(painter.pen().color(), 1, Qt.PenStyle.DotLine))
        below = place.bottom() + 2
        painter.drawLine(QPointF(place.left(), below), QPointF(place.right(), below))
        painter.restore()


def _read(document: QTextDocument, what: int) -> str:
    """The text with what is known of each number in its place."""
    lines: list[str] = []
    block = document.begin()
    while block.isValid():
        lines.append("".join(_told(text, look, what) for _, text, look in _in_block(block)))
        block = block.next()
    return "\n".join(lines).replace("\N{LINE SEPARATOR}", "\n")


def _told(text: str, look: QTextCharFormat, what: int) -> str:
    if not look.hasProperty(what):
        return text
    told = str(look.property(what))
    return text.replace(_OBJECT, "{" + told + "}" if what == _PLACE else told)


def _unmark(document: QTextDocument, at: int) -> None:
    """Make the letter at this place a plain one, as part of the step that brought it."""
    cursor = QTextCursor(document)
    cursor.joinPreviousEditBlock()
    cursor.setPosition(at)
    cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()


def _stretches(document: QTextDocument) -> Iterator[tuple[int, str, QTextCharFormat]]:
    """Yield place, letters and look of each stretch of one look."""
    block = document.begin()
    while block.isValid():
        yield from _in_block(block)
        block = block.next()


def _in_block(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        yield fragment.position(), fragment.text(), fragment.charFormat()
        at += 1


def _looks(document: QTextDocument) -> Iterator[QTextCharFormat]:
    """Yield the look of each number."""
    for _, text, look in _stretches(document):
        if look.hasProperty(_PLACE):
            yield from (look for letter in text if letter == _OBJECT)


def _place(text: str, letters: int) -> int:
    """The place in a document behind so many letters, some of which Qt counts twice."""
    return len(text[:letters].encode("utf-16-le", "surrogatepass")) // 2
