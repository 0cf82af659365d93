"""An invented enterprise: who it is, who owns it, what it makes, which patents it holds; with its books, the hidden truth of a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from fractions import Fraction
from random import Random

from docintel.simulate.books import Lines
from docintel.simulate.codes import patent_number
from docintel.simulate.codes import uscc
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import Group
from docintel.simulate.group import found_group
from docintel.simulate.words import BRAND_FIRST
from docintel.simulate.words import BRAND_LAST
from docintel.simulate.words import BRAND_MIDDLE
from docintel.simulate.words import GIVEN
from docintel.simulate.words import PLACES
from docintel.simulate.words import STREETS
from docintel.simulate.words import SURNAMES
from docintel.simulate.words import TRADES
from docintel.simulate.words import Place
from docintel.simulate.words import Trade

FORM_YEARS = (2020, 2021, 2022)


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company by name and credit code."""

    name: str
    uscc: str


@dataclass(frozen=True, slots=True)
class Stake:
    """A shareholder of the enterprise: its contribution in fen; `share` is its percentage in hundredths."""

    holder: str
    kind: str
    amount: int
    share: int

    @property
    def fraction(self) -> Fraction:
        """The share of the whole."""
        return Fraction(self.share, 10_000)


@dataclass(frozen=True, slots=True)
class Patent:
    """A granted invention patent; `number` as `202010123456.7`."""

    number: str
    title: str
    filed: date
    granted: date
    inventors: tuple[str, ...]
    certificate: str
    publication: str


@dataclass(frozen=True, slots=True)
class People:
    """The persons of an enterprise; the contact can be reached, the auditors sign."""

    legal_representative: str
    controller: str
    contact: str
    chief_accountant: str
    accountant: str
    auditors: tuple[str, str]
    inventors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enterprise:
    """Everything about the applicant that its papers only repeat. `top` are revenues of the three best sold products by year."""

    company: Company
    brand: str
    place: Place
    trade: Trade
    address: str
    registered: date
    people: People
    parent_company: Company
    sister: Company
    stranger: Company
    stakes: tuple[Stake, ...]
    subsidiary: Company
    patents: tuple[Patent, ...]
    auditor: str
    group: Group
    top: dict[int, tuple[int, ...]]
    top_cost: dict[int, tuple[int, ...]]
    staff: dict[int, tuple[int, int]]
    niche_years: int
    market_share: str
    layout: int
    former_name: str = ""

    def lines(self, year: int, scope: str = CONSOLIDATED) -> Lines:
        """The true statements of one year."""
        return self.group.statements[scope][year]


def found_enterprise(seed: int) -> Enterprise:
    """The enterprise that belongs to a seed."""
    rng = Random(f"docintel-sample-{seed}")  # noqa: S311 - repeatable, not secret
    place, trade = rng.choice(PLACES), rng.choice(TRADES)
    brands = _brands(rng, 6)
    company = Company(_applicant_name(seed, place, brands[0], trade), _code(rng, place))
    holding = Company(f"{place.short}{brands[1]}控股有限公司", _code(rng, place))
    registered = date(rng.randint(2006, 2013), rng.randint(1, 12), rng.randint(1, 28))
    group = found_group(rng)
    people = _people(rng)
    top, top_cost = _product_split(rng, group)
    return Enterprise(
        company=company, brand=brands[0], place=place, trade=trade,
        address=f"{place.province}{place.city}{place.district}{rng.choice(STREETS)}{rng.randint(6, 388)}号", registered=registered, people=people,
        parent_company=holding, sister=Company(f"{place.short}{brands[2]}{trade.word}科技有限公司", _code(rng, place)),
        stranger=Company(f"{rng.choice(PLACES).short}{brands[3]}技术研究院有限公司", _code(rng, place)),
        stakes=_stakes(rng, group.capital, holding.name, f"{place.short}{brands[0]}企业管理合伙企业（有限合伙）", people),
        subsidiary=Company(f"{place.short}{brands[0]}{trade.component}有限公司", _code(rng, place)),
        patents=_patents(rng, trade, people), auditor=f"{brands[4]}会计师事务所（特殊普通合伙）", group=group, top=top, top_cost=top_cost,
        staff=_staff(rng, group), niche_years=2022 - registered.year - rng.randint(1, 3), market_share=f"{rng.randint(1200, 3800) / 100:.2f}",
        layout=seed % 3,
    )  # fmt: skip


def _brands(rng: Random, count: int) -> list[str]:
    middles, lasts = rng.sample(BRAND_MIDDLE, count), rng.sample(BRAND_LAST, count)
    return [rng.choice(BRAND_FIRST) + middle + last for middle, last in zip(middles, lasts, strict=True)]


def _applicant_name(seed: int, place: Place, brand: str, trade: Trade) -> str:
    if seed % 2:
        return f"{brand}（{place.short}）{trade.word}有限公司"
    return f"{place.short}{brand}{trade.word}股份有限公司" if seed % 4 else f"{place.short}{brand}{trade.word}有限公司"


def _code(rng: Random, place: Place) -> str:
    return uscc(place.region, "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6)))


def _people(rng: Random) -> People:
    names = [family + given for family, given in zip(rng.sample(SURNAMES, 11), rng.sample(GIVEN, 11), strict=True)]
    return People(names[0], names[1], names[2], names[3], names[4], (names[5], names[6]), (names[0], *names[7:]))


def _stakes(rng: Random, capital: int, holding: str, platform: str, people: People) -> tuple[Stake, ...]:
    majority, platform_share = rng.randint(5500, 6800), rng.randint(800, 1500)
    founder = rng.randint(900, 1600)
    shares = (majority, founder, platform_share, 10_000 - majority - founder - platform_share)
    holders = ((holding, "企业法人"), (people.legal_representative, "自然人"), (platform, "合伙企业"), (people.inventors[1], "自然人"))
    return tuple(Stake(name, kind, capital * share // 10_000, share) for (name, kind), share in zip(holders, shares, strict=True))


def _patents(rng: Random, trade: Trade, people: People) -> tuple[Patent, ...]:
    return tuple(_patent(rng, title, people) for title in rng.sample(trade.inventions, rng.randint(2, 3)))


def _patent(rng: Random, title: str, people: People) -> Patent:
    filed = date(rng.randint(2015, 2019), rng.randint(1, 12), rng.randint(1, 28))
    granted = filed + timedelta(days=7 * rng.randint(90, 130))
    granted += timedelta(days=(1 - granted.weekday()) % 7)  # the office grants on Tuesdays and Fridays
    inventors = tuple(rng.sample(people.inventors, rng.randint(2, 4)))
    number = patent_number(filed.year, 1, rng.randint(10_000, 1_499_999))
    publication = f"CN {10_5000000 + (granted.year - 2016) * 1_100_000 + rng.randint(0, 999_999)} B"
    return Patent(number, title, filed, granted, inventors, f"{3_000_000 + rng.randint(0, 2_600_000)}", publication)


def _product_split(rng: Random, group: Group) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Main revenue and cost by product, the rest of the range last; the main product brings well over half of all revenue."""
    revenues, costs = {}, {}
    for year, lines in group.statements[CONSOLIDATED].items():
        if "main_revenue" in lines:
            portions = (rng.randint(6000, 6800), rng.randint(1400, 1900), rng.randint(600, 900))
            revenues[year] = _portions(lines["main_revenue"], portions)
            costs[year] = _portions(lines["main_cost"], tuple(portion + rng.randint(-60, 60) for portion in portions))
    return revenues, costs


def _portions(whole: int, portions: tuple[int, ...]) -> tuple[int, ...]:
    parts = [whole * portion // 10_000 for portion in portions]
    return (*parts, whole - sum(parts))


def _staff(rng: Random, group: Group) -> dict[int, tuple[int, int]]:
    per_head = rng.randint(62, 78) * 1_000_000  # ten thousand yuan of revenue per person, in fen
    research = rng.randint(15, 24)
    staff = {year: group.statements[CONSOLIDATED][year]["revenue"] // per_head for year in FORM_YEARS}
    return {year: (number, number * research // 100 + rng.randint(0, 3)) for year, number in staff.items()}
