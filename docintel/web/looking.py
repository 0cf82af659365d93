"""Looking before confirming: the pictures of a Card's places come together with a word that only who fetched them can give back."""

from __future__ import annotations

import base64
import hashlib
import hmac

from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.report.faces import CardFace
from docintel.report.faces import FactFace
from docintel.web.desk import Desk
from docintel.web.desk import turn
from docintel.web.opened import Opened

PNG = "data:image/png;base64,"


def crop_of(desk: Desk, opened: Opened, fact: FactFace, across: float | None = None) -> bytes | None:
    """The strip of the page around a fact as PNG (`across` points of it); None where it does not stand on a page that can be drawn."""
    source = fact.source
    if source.document is None or source.page is None or source.box is None:
        return None
    try:
        file = desk.file(opened, source.document)
        return desk.pictures.crop(file, PageBox(source.page, *source.box), turn(opened.document(source.document), source.page), across)
    except UnreadableError:
        return None


def as_uri(picture: bytes | None) -> str | None:
    """A picture inside of JSON."""
    return None if picture is None else PNG + base64.b64encode(picture).decode("ascii")


def word_for(desk: Desk, opened: Opened, card: CardFace, person: str) -> str:
    """What shows that a person fetched the pictures of a Card as it stands: another person's, another Card's, an older state's is another."""
    fingerprint = opened.findings_of(card)[0].fingerprint if card.findings else ""
    told = f"{person}\x1f{opened.record.id}\x1f{card.key}\x1f{fingerprint}"
    return hmac.new(desk.seal, told.encode(), hashlib.sha256).hexdigest()


def has_looked(desk: Desk, opened: Opened, card: CardFace, person: str, word: str | None) -> bool:
    """Whether the word is the one that came with the pictures."""
    return word is not None and hmac.compare_digest(word_for(desk, opened, card, person), word)
