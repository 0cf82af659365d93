"""The exception tree. Disagreements are values (Finding); only broken tools and unusable input raise.

DocintelError
├── UsageError        the caller asked for something that does not exist (exit code 2)
├── PackError         the author of a YAML pack must mend it; names file, line, key and the allowed words
├── FormulaError      a formula in a pack cannot be read; names the place in the formula
├── StoreError        the store cannot do what was asked; `code` is stable, the message says what a person may do
│   ├── ConflictError     somebody else was first, or a second person is asked for: nothing was written
│   │   └── StaleError        what is decided on is no longer what was looked at
│   ├── HeldError         a legal hold or the archive term forbids it
│   ├── DamagedError      a stored file or body is not what its hash says
│   ├── FullError         no room on the disk: nothing was written
│   ├── DiskError         the disk could not be read or written: nothing was written
│   ├── BusyError         others kept the database locked for longer than we wait: nothing was written
│   └── GoneError         the database cannot be reached
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


class StoreError(DocintelError):
    """The store cannot do what was asked; `code` is stable, the message is for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ConflictError(StoreError):
    """Somebody else was first, or somebody else is asked for; nothing was written."""


class StaleError(ConflictError):
    """What is decided on has changed since it was looked at; nothing was written."""


class HeldError(StoreError):
    """A legal hold or the archive term forbids it; nothing was removed."""


class DamagedError(StoreError):
    """A stored file or body is not what its hash says."""


class FullError(StoreError):
    """There is no room on the disk; nothing was written."""


class DiskError(StoreError):
    """The disk could not be read or written (a quota, a limit, a fault of the device); nothing was written."""


class BusyError(StoreError):
    """Others kept the database locked for longer than we wait; nothing was written."""


class GoneError(StoreError):
    """The database cannot be reached."""


class UnreadableError(DocintelError):
    """A submitted file cannot be read; `code` is stable, the message is for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class LimitError(UnreadableError):
    """Reading was stopped because the file asked for more than it may have."""
