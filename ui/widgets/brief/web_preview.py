"""The preview of the brief in one locked web page; only blocks that changed are sent to it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from advocacy.charts.picture import Picture
from advocacy.exporting.preview import PreviewBlock, claim_in, claim_link
from advocacy.exporting.running_head import no_picture
from ui.widgets.locked_view import LockedView

Named = tuple[str, str]


class WebPreview(LockedView):
    """The page of the preview. What it has been told is told again when its process dies.

    Signals:
        claim_clicked: args: key of the claim, part it stands in
        part_clicked: arg: the part
        step_wanted: The user goes to the part before (-1) or behind (1)
        painted: A change is on the screen. arg: the number it was shown under
    """

    claim_clicked = Signal(str, object)
    part_clicked = Signal(object)
    step_wanted = Signal(int)
    painted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._bridge = _Bridge()
        super().__init__("preview.html", self._bridge, parent)
        self._bridge.setParent(self)
        self._blocks: Sequence[PreviewBlock] = ()
        self._sent: dict[str, PreviewBlock] = {}
        self._pictures: dict[str, Picture] = {}
        self._chosen: tuple[Named, str] = (("", ""), "")
        self._is_drawn = True
        self._number = 0
        self._background = self._language = self._name = ""
        self._bridge.started.connect(self.ready)
        self._bridge.claim_at.connect(self._claim_at)
        self._bridge.part_at.connect(lambda part: self.part_clicked.emit(_named(part)))
        self._bridge.stepped.connect(self.step_wanted)
        self._bridge.drawn.connect(self.painted)
        self.began.connect(self._send_anew)

    def set_ground(self, colour: str, name: str) -> None:
        """Take the colour around the paper and what a screen reader calls the page."""
        self._background, self._name = colour, name
        self._send()

    def show_blocks(self, blocks: Sequence[PreviewBlock], language: str, number: int = 0) -> None:
        """Show these blocks, now or as soon as the page is there."""
        self._blocks, self._language, self._number = blocks, language, number
        self._send()

    def show_picture(self, key: str, picture: Picture) -> None:
        """Show the picture of a chart, wherever it stands."""
        self._pictures[key] = picture
        self.run(f"picture({json.dumps(key)}, {json.dumps(_address(picture))})")

    def keep_pictures(self, keys: Sequence[str]) -> None:
        """Let go of all pictures but these."""
        wanted = set(keys)
        if not self._pictures.keys() <= wanted:
            self._pictures = {key: one for key, one in self._pictures.items() if key in wanted}
            self.run(f"keep({json.dumps(sorted(wanted))})")

    def show_undrawn(self) -> None:
        """Say in the place of every chart that it could not be drawn."""
        self._is_drawn = False
        self.run(f"undrawn({json.dumps(no_picture())})")

    def choose(self, part: Named, claim: str = "", *, reveal: bool = False) -> None:
        """Mark a part, and a number in it. reveal: scroll to it where it is not seen."""
        if (part, claim) == self._chosen and not reveal:
            return  # with every key; blocks that are new are marked as they come
        self._chosen = (part, claim)
        self._mark(reveal)

    def _mark(self, reveal: bool = False) -> None:
        part, claim = self._chosen
        address = claim_link(claim) if claim else ""
        self.run(f"choose({json.dumps('|'.join(part))}, {json.dumps(address)}, {json.dumps(reveal)})")

    def _claim_at(self, address: str, part: str) -> None:
        if key := claim_in(address):
            self.claim_clicked.emit(key, _named(part))

    def _send_anew(self) -> None:
        self._sent = {}
        self._send()
        for key, picture in self._pictures.items():
            self.show_picture(key, picture)
        if not self._is_drawn:
            self.show_undrawn()
        self._mark()

    def _send(self) -> None:
        if not self.is_ready or not self._blocks:
            return
        changed: Mapping[str, object] = {
            one.id: {"html": one.html, "part": "|".join(one.part), "open": one.is_unsupported}
            for one in self._blocks
            if self._sent.get(one.id) != one
        }
        self._sent = {one.id: one for one in self._blocks}
        content = {
            "order": list(self._sent),
            "changed": changed,
            "language": self._language,
            "background": self._background,
            "name": self._name,
            "number": self._number,
        }
        self.run(f"show({json.dumps(content)})")


def _address(picture: Picture) -> str:
    """A picture as an image's address: what is in it can neither run nor load anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.svg.encode("utf-8")).decode("ascii")


def _named(part: str) -> Named:
    kind, _, key = part.partition("|")
    return kind, key


class _Bridge(QObject):
    """What the page may call."""

    started = Signal()
    claim_at = Signal(str, str)
    part_at = Signal(str)
    stepped = Signal(int)
    drawn = Signal(int)

    @Slot()
    def ready(self) -> None:
        self.started.emit()

    @Slot(str, str)
    def claim(self, key: str, part: str) -> None:
        self.claim_at.emit(key, part)

    @Slot(str)
    def part(self, part: str) -> None:
        self.part_at.emit(part)

    @Slot(int)
    def step(self, by: int) -> None:
        self.stepped.emit(by)

    @Slot(int)
    def painted(self, number: int) -> None:
        self.drawn.emit(number)
