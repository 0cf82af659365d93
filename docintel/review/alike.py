"""The applicant's main product beside those of recognised enterprises: candidates, each reason with the places on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.products import ProductWords
from docintel.domain.review import Application
from docintel.domain.review import Aspect
from docintel.domain.review import Ground
from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Wording
from docintel.intake.kept_arrays import kept_arrays
from docintel.products import STATED_AS
from docintel.products import Product
from docintel.products import ProductIndex
from docintel.products import customers
from docintel.products import patent_title
from docintel.products import searched
from docintel.review.product_index import kept_index
from docintel.text.identifiers import identify
from docintel.text.names import normalise_name

MOST = 50  # candidates of other groups; a person looks at no more
PLACES = 3  # of one statement of the applicant


class _Listed:
    """Registers and the words to search them with; two are one where entries and words are, so that an index is built once for all applications."""

    def __init__(self, registers: tuple[Register, ...], words: ProductWords) -> None:
        self.entries = tuple(one for register in registers for one in register.recognitions if one.product)
        self.words, self.files = words, tuple(register.sha256 for register in registers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Listed) and (self.files, self.words, self.entries) == (other.files, other.words, other.entries)

    def __hash__(self) -> int:
        return hash(self.files)


def alike_products(
    application: Application, facts: Facts, own: Product | None, ownership: Ownership, words: ProductWords, registers: tuple[Register, ...]
) -> tuple[ProductCandidate, ...]:
    """The main product beside those of enterprises recognised on the day, best first; of the applicant's own group all in its class."""
    if own is None or not registers:
        return ()
    names = {party.id: party.name for party in ownership.parties}
    grouped = {names[relation.other] for relation in ownership.relations if relation.other in names}
    listed = _Listed(registers, words)
    entries = listed.entries

    def wanted(place: int) -> bool:
        return entries[place].valid_on(application.as_of) and not _is_own(entries[place], application)

    found = searched(_index(listed), own, grouped, most=MOST, wanted=wanted)
    return tuple(replace(one, grounds=tuple(_placed(one.grounds, facts, entries[place]))) for place, one in found)


def coverage_of(products: tuple[ProductCandidate, ...]) -> tuple[Wording, ...]:
    """That there may be more than are listed."""
    if sum(not one.same_group for one in products) < MOST:
        return ()
    return (
        Wording(
            f"名单中相近的主导产品只列出最相近的{MOST}项（同一集团的全部列出），其余未列出。",
            f"Of like products in the registers only the likest {MOST} are listed (all of the applicant's own group); the rest is not.",
        ),
    )


def own_product(application: Application, facts: Facts, stated: Mapping[Aspect, str | None]) -> Product | None:
    """What the application states of its main product; `stated` are its name and codes, without a name there is none."""
    name = stated[Aspect.NAME]
    if name is None:
        return None
    return Product(
        application.name,
        name,
        stated[Aspect.CODE],
        industry=stated[Aspect.INDUSTRY],
        patents=frozenset(_codes(facts, Aspect.PATENTS)),
        titles=frozenset(map(patent_title, _texts(facts, Aspect.TITLES))),
        customers=frozenset(one for text in _texts(facts, Aspect.CUSTOMERS) for one in customers(text)),
    )


@lru_cache(maxsize=2)
def _index(listed: _Listed) -> ProductIndex:
    return kept_index(listed.words, [_product_of(one) for one in listed.entries], kept_arrays("products"))


def _product_of(entry: Recognition) -> Product:
    numbers = (identify("patent", number) for number in entry.patents)
    return Product(
        normalise_name(entry.name),
        entry.product or "",
        entry.product_code,
        industry=entry.industry,
        patents=frozenset(one.code for one in numbers),
        titles=frozenset(map(patent_title, entry.patent_titles)),
        customers=frozenset(one for name in entry.customers for one in customers(name)),
    )


def _is_own(entry: Recognition, application: Application) -> bool:
    return entry.uscc is not None and entry.uscc == application.uscc


def _texts(facts: Facts, aspect: Aspect) -> list[str]:
    return [fact.value.text for fact in _stated(facts, aspect) if isinstance(fact.value, Text)]


def _codes(facts: Facts, aspect: Aspect) -> list[str]:
    return [fact.value.code for fact in _stated(facts, aspect) if isinstance(fact.value, Identifier)]


def _stated(facts: Facts, aspect: Aspect) -> list[Fact]:
    """The statements of an aspect: the online form's first, then its printed copy's, then those of other papers."""
    return sorted(facts.of(STATED_AS[aspect]), key=lambda fact: (not fact.is_declared, fact.kind != "application_form"))


def _placed(grounds: Iterable[Ground], facts: Facts, entry: Recognition) -> Iterator[Ground]:
    """The grounds with the facts they rest on, and the row of the register that states the other side."""
    other = () if entry.source is None else (entry.source,)
    for ground in grounds:
        yield replace(ground, own=tuple(_resting(ground, facts)), other=other)


def _resting(ground: Ground, facts: Facts) -> Iterator[Fact]:
    """The applicant's statements of an aspect: of what both state alike every kind of it, else the first with those that say the same."""
    stated = _stated(facts, ground.aspect)
    if ground.aspect is Aspect.INDUSTRY and not stated:
        stated = _stated(facts, Aspect.CODE)
    for said in ground.values:
        yield from [fact for fact in stated if said in _said(fact, ground.aspect)][:PLACES]
    if not ground.values:
        yield from [fact for fact in stated if fact.value == stated[0].value][:PLACES]


def _said(fact: Fact, aspect: Aspect) -> tuple[str, ...]:
    """What a fact states, as it is compared."""
    if isinstance(fact.value, Identifier):
        return (fact.value.code,)
    text = fact.value.text if isinstance(fact.value, Text) else ""
    return customers(text) if aspect is Aspect.CUSTOMERS else (patent_title(text),)
