"""Why a file cannot be a template: each as an error in plain words, with what to do."""

from __future__ import annotations

from advocacy.errors import ReadError
from advocacy.wording import say


def protected(name: str) -> ReadError:
    """The error for a file behind a password."""
    return ReadError(
        say("“{name}” is protected by a password.", name=name),
        hint=say("Open it with the password, save a copy without one, and choose the copy as the template."),
    )


def not_word(name: str, what: str = "") -> ReadError:
    """The error for a file of another kind. what: which kind, where it is known."""
    return ReadError(
        say("“{name}” is {what}.", name=name, what=what or say("no Word document")),
        hint=say("Open it in Word or LibreOffice, save it as a Word document (.docx), and choose that."),
    )


def damaged(name: str) -> ReadError:
    """The error for a file that is not whole."""
    return ReadError(
        say("“{name}” is damaged or not whole.", name=name),
        hint=say("Open it in Word or LibreOffice, save it again as .docx, and choose that."),
    )


def dangerous(name: str, why: str) -> ReadError:
    """The error for a file built so that reading it would do harm."""
    return ReadError(
        say("“{name}” was not used because it could harm this computer: {why}.", name=name, why=why),
        hint=say("Copy the letterhead into a new Word document, save it as .docx, and choose that."),
    )


def too_large(name: str, most: int) -> ReadError:
    """The error for a file that is larger than a letterhead can be. most: bytes."""
    return ReadError(
        say("“{name}” is larger than {most} MB.", name=name, most=most // 1_000_000),
        hint=say("Make the pictures in it smaller, save it, and choose it again."),
    )


def not_there(name: str) -> ReadError:
    """The error for a file that cannot be opened at all."""
    return ReadError(
        say("“{name}” is not there, or cannot be opened.", name=name),
        hint=say("Check the name and the folder, and close it in other programs."),
    )
