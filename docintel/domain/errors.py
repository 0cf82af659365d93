"""The exception tree. Disagreements are values (Finding); only broken tools and unusable input raise.

DocintelError
├── UsageError        the caller asked for something that does not exist (exit code 2)
├── PackError         the author of a YAML pack must mend it; names file, line, key and the allowed words
├── FormulaError      a formula in a pack cannot be read; names the place in the formula
└── UnreadableError   a submitted file cannot be read; the reviewer must ask the enterprise again
    └── LimitError    reading was stopped by a limit (memory, time, size)
"""

from __future__ import annotations


class DocintelError(Exception):
    """Anything docintel raises on purpose; the message names file, place, problem and remedy."""


class UsageError(DocintelError):
    """The command or call cannot be carried out as given."""


class PackError(DocintelError):
    """A pack is not usable; its author can mend it from this message alone."""


class FormulaError(DocintelError):
    """A formula is outside the closed language of formulas."""


class UnreadableError(DocintelError):
    """A submitted file cannot be read; `code` is stable, the message is for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class LimitError(UnreadableError):
    """Reading was stopped because the file asked for more than it may have."""
