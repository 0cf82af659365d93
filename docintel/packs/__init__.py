"""The room of packs: YAML in, typed packs out, a province's packs laid over ours; errors that their author can mend.

What is named here is loaded when it is first asked for: to see that no pack changed, none need be read.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docintel.packs.load import check_packs
    from docintel.packs.load import load_packs
    from docintel.packs.prints import packs_print
    from docintel.packs.prints import packs_root

_WHERE = MappingProxyType(
    {
        "check_packs": "load",
        "load_packs": "load",
        "packs_print": "prints",
        "packs_root": "prints",
    }
)

__all__ = ["check_packs", "load_packs", "packs_print", "packs_root"]


def __getattr__(name: str) -> object:
    """One of the names above, with the module that it is in (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
