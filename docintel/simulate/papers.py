"""The papers of a sample before they are drawn: what each of them says, true until a defect changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date

from docintel.simulate.application import FormValues
from docintel.simulate.application import form_values
from docintel.simulate.books import Lines
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Company
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.enterprise import Patent
from docintel.simulate.enterprise import Stake
from docintel.simulate.figures import capitals
from docintel.simulate.truth import Lookalike
from docintel.simulate.turns import AS_ALWAYS
from docintel.simulate.turns import Turn

FORM, FORM_COPY, LICENCE, EQUITY, GROUP_EQUITY = "form.json", "申请书.docx", "营业执照.pdf", "股权结构.pdf", "关联企业股权结构.pdf"
HOLDERS = "holders"  # a place: who holds the applicant, on which relations with others rest


@dataclass(frozen=True, slots=True)
class Columns:
    """One column of years in a report: the statements by scope, and main revenue and cost by product."""

    statements: Mapping[str, Lines]
    revenues: tuple[int, ...]
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The audit report of a year with its comparison column; `note` says why that column was restated.

    `qualified` is what the auditor takes exception to; `company` whom the report is about, where that is not the applicant by its name; `omits`
    are lines that it does not show by themselves.
    """

    year: int
    current: Columns
    prior: Columns
    note: str = ""
    qualified: str = ""
    company: Company | None = None
    omits: frozenset[str] = frozenset()
    in_notes: Mapping[str, int] = field(default_factory=dict)  # amounts of the year that the notes give otherwise than the statements

    @property
    def file(self) -> str:
        """Its file name."""
        return f"审计报告{self.year}.pdf"


@dataclass(frozen=True, slots=True)
class Licence:
    """The business licence."""

    name: str
    uscc: str
    legal_representative: str
    capital: str
    form: str = ""  # the company's legal form, where it is not the one that the name tells


@dataclass(frozen=True, slots=True)
class Certificate:
    """A patent certificate as granted: its holder and the file it is in."""

    patent: Patent
    holder: str
    file: str


@dataclass(frozen=True, slots=True)
class EquityTable:
    """The shareholders of one company as of a day."""

    company: str
    uscc: str
    stakes: tuple[Stake, ...]
    as_of: date
    file: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line of the register of recognised enterprises."""

    name: str
    uscc: str
    batch: str
    product: str
    product_code: str
    start: str
    end: str
    revoked: str = ""
    former: str = ""
    listed: str = "专精特新“小巨人”企业"


@dataclass(frozen=True, slots=True)
class Attached:
    """A paper of evidence: its kind, one of the kind's layouts, the enterprise as this paper tells it, the seed of all else on it, and its turn."""

    kind: str
    layout: int
    told: Enterprise
    seed: int
    turn: Turn = AS_ALWAYS


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that will be written; `touched` are the places that a defect or look-alike already changed.

    Files `left_out` are not submitted, those `cut_short` end in their middle, as after a broken upload; `called` are the names of files that
    are named as something else.
    """

    enterprise: Enterprise
    online: FormValues
    printed: FormValues
    reports: Mapping[int, Report]
    licence: Licence
    certificates: tuple[Certificate, ...]
    equity: tuple[EquityTable, ...]
    register: tuple[Recognised, ...]
    touched: frozenset[str] = frozenset()
    lookalikes: tuple[Lookalike, ...] = field(default=())
    attached: tuple[Attached, ...] = ()
    left_out: frozenset[str] = frozenset()
    cut_short: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)

    def touching(self, *places: str) -> Papers:
        """The same papers with these places taken."""
        return replace(self, touched=self.touched | set(places))


def true_papers(enterprise: Enterprise, register: tuple[Recognised, ...]) -> Papers:
    """The papers of an honest and careful applicant."""
    values = form_values(enterprise)
    return Papers(
        enterprise=enterprise,
        online=values,
        printed=values,
        reports={year: Report(year, _columns(enterprise, year), _columns(enterprise, year - 1)) for year in FORM_YEARS},
        licence=_licence(enterprise),
        certificates=tuple(_certificate(enterprise, index) for index in range(len(enterprise.patents))),
        equity=(_equity(enterprise),),
        register=register,
    )


def _columns(enterprise: Enterprise, year: int) -> Columns:
    statements = {scope: enterprise.lines(year, scope) for scope in enterprise.group.statements}
    return Columns(statements, enterprise.top[year], enterprise.top_cost[year])


def _licence(enterprise: Enterprise) -> Licence:
    capital = capitals(enterprise.group.capital, zero_at_wan=False) + "元整"
    return Licence(enterprise.company.name, enterprise.company.uscc, enterprise.people.legal_representative, capital)


def _certificate(enterprise: Enterprise, index: int) -> Certificate:
    return Certificate(enterprise.patents[index], enterprise.company.name, f"专利证书{index + 1}.pdf")


def _equity(enterprise: Enterprise) -> EquityTable:
    return EquityTable(enterprise.company.name, enterprise.company.uscc, enterprise.stakes, date(2023, 3, 15), EQUITY)
