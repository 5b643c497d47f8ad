"""What the program tells the user: one sentence of what happened, one of what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from advocacy.errors import AdvocacyError


class Kind(StrEnum):
    """How a message looks."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """One message. action: words of a button and what it does."""

    text: str
    hint: str = ""
    kind: Kind = Kind.INFO
    action: tuple[str, Callable[[], None]] | None = None
    details: str = ""  # for a report; never shown, only copied


class Messages(QObject):
    """The only way to speak to the user."""

    told = Signal(object)

    def tell(
        self,
        text: str,
        hint: str = "",
        kind: Kind = Kind.INFO,
        action: tuple[str, Callable[[], None]] | None = None,
        details: str = "",
    ) -> None:
        """Show a message in the bar."""
        self.told.emit(Message(text, hint, kind, action, details))

    def tell_error(
        self, error: BaseException, details: str = "", action: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        """Show what went wrong; what was not foreseen is said plainly, its details can be copied."""
        if isinstance(error, AdvocacyError):
            self.tell(error.message, error.hint, Kind.ERROR, action)
            return
        self.tell(
            self.tr("Something went wrong that Groundswell did not expect. Your work is kept."),
            self.tr("Try again. If it happens again, copy the details and send them to your support."),
            Kind.ERROR,
            details=details or repr(error),
        )
