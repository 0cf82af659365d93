"""The room of packs: YAML in, typed packs out, a province's packs laid over ours; errors that their author can mend."""

from __future__ import annotations

from docintel.packs.load import check_packs
from docintel.packs.load import load_packs
from docintel.packs.load import packs_print
from docintel.packs.load import packs_root

__all__ = ["check_packs", "load_packs", "packs_print", "packs_root"]
