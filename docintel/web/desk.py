"""What every page and action stands on: the store, the packs, the pictures of pages, the templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated

from fastapi import Depends
from fastapi import Request
from jinja2 import Environment

from docintel.domain.packs import Packs

if TYPE_CHECKING:
    from docintel.store import Store
from docintel.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One to a workbench; routes take it as `AtDesk`."""

    store: Store
    settings: Settings
    templates: Environment

    @property
    def packs(self) -> Packs:
        """The packs in use."""
        return self.settings.packs


def desk_of(request: Request) -> Desk:
    """The desk of the workbench that answers."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
