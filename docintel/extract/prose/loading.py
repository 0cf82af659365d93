"""Loading spaCy for what is used of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_PACKAGE = "spacy"
_FIRST = "spacy.tokens"  # its parts import each other, and begun elsewhere they wait for each other


@contextmanager
def parts_alone() -> Iterator[None]:
    """The parts of spaCy named in here are imported without the package around them.

    The package loads with itself its command line with an HTTP client and a shell, its trained components and the training of them: more than
    half of its start and of no use here. Who imports `spacy` afterwards gets it whole.
    """
    whole = find_spec(_PACKAGE)
    if _PACKAGE in sys.modules or whole is None:
        yield
        return
    stand_in = ModuleType(_PACKAGE)
    stand_in.__path__ = list(whole.submodule_search_locations or ())
    sys.modules[_PACKAGE] = stand_in
    try:
        import_module(_FIRST)
        yield
    finally:
        del sys.modules[_PACKAGE]
