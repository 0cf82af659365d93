"""Loading spaCy for what is used of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_PACKAGE = "spacy"
_MATCHERS, _SCHEMAS, _NETWORKS = "spacy.matcher", "spacy.schemas", "thinc.api"
_OF_NETWORKS = (
    "thinc.util",
    "thinc.backends",
    "thinc.config",
    "thinc.optimizers",
    "thinc.schedules",
    "thinc.model",
)  # where its names are from
_FIRST = "spacy.tokens"  # its parts import each other, and begun elsewhere they wait for each other


@contextmanager
def parts_alone() -> Iterator[None]:
    """The parts of spaCy named in here are imported without the package around them.

    The package loads with itself its command line with an HTTP client and a shell, its trained components and the training of them, one matcher
    all others, a document the schemas of its JSON, and whoever needs to know where arrays lie a hundred layers of networks: most of its start and
    of no use here. Who imports `spacy` afterwards gets it whole.
    """
    whole = find_spec(_PACKAGE)
    if {_PACKAGE, _NETWORKS} & set(sys.modules) or whole is None:
        yield
        return
    places = list(whole.submodule_search_locations or ())
    stand_ins = {
        _PACKAGE: _Parts(_PACKAGE, places),
        _MATCHERS: _Parts(_MATCHERS, [f"{place}/matcher" for place in places]),
        _SCHEMAS: _Schemas(_SCHEMAS),
        _NETWORKS: _Networks(_NETWORKS),
    }
    sys.modules.update(stand_ins)
    try:
        import_module(_FIRST)
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _Parts(ModuleType):
    """A package of which only what is named is loaded."""

    def __init__(self, name: str, places: list[str]) -> None:
        super().__init__(name)
        self.__path__ = places


class _Schemas(ModuleType):
    """The schemas of spaCy, loaded when one is used: a document looks into them for JSON, the matcher of phrases where letters name what it compares."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.TokenPattern = self.token_pattern  # imported by name

    def token_pattern(self, **given: object) -> object:
        """The schema of a pattern, filled in."""
        return import_module(_SCHEMAS).TokenPattern(**given)

    def __getattr__(self, name: str) -> object:
        """What the real schemas have under a name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(_SCHEMAS), name)


class _Networks(ModuleType):
    """What `thinc.api` gathers, each from where it is defined."""

    def __getattr__(self, name: str) -> object:
        """What a name stands for."""
        for part in () if name.startswith("__") else map(import_module, _OF_NETWORKS):
            if name in vars(part):
                found: object = vars(part)[name]
                return found
        raise AttributeError(name)
