"""Text from files as plain text that any document may hold: what is no character is shown, what is too long is cut visibly, contacts are masked."""

from __future__ import annotations

import re
from datetime import datetime
from datetime import timedelta
from datetime import timezone

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.text.identifiers import identify

CONTACTS = frozenset(
    {"contact_phone", "contact_mobile", "legal_representative_mobile", "contact_email"}
)  # concepts that are masked everywhere
CHINA = timezone(timedelta(hours=8))
SHOWN = "\ufffd"  # stands for every character that documents cannot hold or that would turn the text around it
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]"
)
_ID_CARD = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])((?:(?:\+|00)86[ -]?)?1[3-9]\d)([ -]?)\d{4}([ -]?)(\d{4})(?![0-9A-Za-z]|\.\d|,\d{3}(?!\d)|\s*[元万亿%])"
)
_TELEPHONE = re.compile(r"(?<![0-9A-Za-z.])(0\d{2,3})([-－—–][ ]?|[)）][ ]?)\d{3,4}[ -]?(\d{4})(?!\d)")
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)")
CUT = Wording("……〔共{}字，此处列前{}字；全文见{}〕", "… [{} characters in all, the first {} are here; the whole stands in {}]")


def plain(text: str) -> str:
    """The same text where it is one; control characters, halves of characters and marks that turn the direction of writing come out as �."""
    return _NO_TEXT.sub(SHOWN, _BREAKS.sub("\n", text))


def cut(text: str, longest: int, whole: Wording, language: Language) -> str:
    """The text if it is no longer than `longest` characters; else its beginning and a note where the whole stands."""
    if len(text) <= longest:
        return text
    return text[:longest] + CUT.said(language).format(len(text), longest, whole.said(language))


def masked(text: str) -> str:
    """The text with ID card numbers, telephones and mail addresses reduced to what tells them apart."""
    text = _ID_CARD.sub(lambda match: _id_card(match.group()), text)
    text = _MOBILE.sub(r"\1\2****\3\4", text)
    text = _TELEPHONE.sub(r"\1\2****\3", text)
    return _MAIL.sub(r"\1***@\2", text)


def time_told(at: str) -> str:
    """A time of the store (UTC, ISO) as the clock on the wall in China showed it, to the minute; what is none stays as it is."""
    return _by_the_wall(at, "%Y-%m-%d %H:%M")


def second_told(at: str) -> str:
    """The same, to the second."""
    return _by_the_wall(at, "%Y-%m-%d %H:%M:%S")


def _by_the_wall(at: str, form: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return at if moment.tzinfo is None else f"{moment.astimezone(CHINA):{form}}"


def is_private(text: str) -> bool:
    """Whether there is something in it to mask."""
    return masked(text) != text


def _id_card(number: str) -> str:
    """Masked unless it is a credit code of digits alone and no ID card number."""
    if identify("uscc", number).valid and not identify("id_card", number).valid:
        return number
    return f"{number[:6]}***********{number[-1]}"
