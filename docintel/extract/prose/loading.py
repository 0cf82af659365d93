"""Loading spaCy for what is used of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_COMMANDS, _NAME = "spacy.cli.info", "info"


@contextmanager
def without_commands() -> Iterator[None]:
    """SpaCy imported in here comes without its command line, which it loads with itself only to offer `spacy.info`.

    Downloads, HTTP clients and a shell are a third of its start and of no use here. Who imports `spacy.cli` afterwards gets it whole.
    """
    if "spacy" in sys.modules:
        yield
        return
    package, _, _ = _COMMANDS.rpartition(".")
    stand_in = ModuleType(_COMMANDS)
    setattr(stand_in, _NAME, None)
    sys.modules.update({package: ModuleType(package), _COMMANDS: stand_in})
    try:
        yield
    finally:
        del sys.modules[package], sys.modules[_COMMANDS]
