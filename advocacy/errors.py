"""What can stop the work, said so that the user knows what to do next."""

from __future__ import annotations


class AdvocacyError(Exception):
    """Work that cannot go on. Shown to the user as it stands.

    message: what happened, one sentence. hint: what to do next, one sentence.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel from the reading process to the window; Exception alone forgets keywords.
        return (_rebuild, (type(self), self.message, self.hint))


class ReadError(AdvocacyError):
    """A file that cannot be read: protected, corrupt, empty, hostile or of an unknown kind."""


class WorkspaceError(AdvocacyError):
    """A workspace file that cannot be opened or written."""


class ExportError(AdvocacyError):
    """A document that cannot be written."""


def _rebuild(kind: type[AdvocacyError], message: str, hint: str) -> AdvocacyError:
    return kind(message, hint=hint)
