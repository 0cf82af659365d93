"""Defects in papers of money and merit: taxes, rounds of financing, awards, markets, research, registers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.attaching import free_paper
from docintel.simulate.attaching import label_of
from docintel.simulate.attaching import label_on_form
from docintel.simulate.attaching import require_free
from docintel.simulate.attaching import turned
from docintel.simulate.attaching import with_paper
from docintel.simulate.books import Lines
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.investment import Round
from docintel.simulate.evidence.investment import financing
from docintel.simulate.figures import wan
from docintel.simulate.papers import Papers
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.planting import declare
from docintel.simulate.planting import place
from docintel.simulate.planting import report_of
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted
from docintel.simulate.turns import Turn

TAXES, ROUND, PAYMENT, AWARD = "tax_payment_certificate", "financing_agreement", "payment_proof", "award"
SHARE, CREDIT, SPECIAL, INSURANCE = "market_share_statement", "credit_china_report", "rd_special_audit", "social_insurance"
TAX_FIELD, MONEY_FIELD = "b.tax", "b.equity_fin"
ONE_INVESTOR = (3,)  # the layout of the agreement that is with the first investor alone
ALL_INVESTORS = (1, 2, 4)


def stranger(enterprise: Enterprise) -> Enterprise:
    """The enterprise as if it were another."""
    return replace(enterprise, company=enterprise.stranger)


def with_taxes(papers: Papers, rng: Random) -> Papers:
    """A certificate of all taxes that the form declares for the last year."""
    require_free(papers, TAXES)
    return with_paper(papers, TAXES, rng, turn=Turn(part=100)).touching(TAXES)


def taxes_differ(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The form declares more taxes than the certificates make up."""
    true = value_at(papers.online, TAX_FIELD, LAST)
    require_free(papers, place(TAX_FIELD, LAST))
    text = f"{Decimal(true) * rng.randint(111, 160) / 100:.2f}"
    return declare(with_taxes(papers, rng), TAX_FIELD, LAST, text), label_on_form(TAX_FIELD, LAST, text, true, "summed")


def taxes_far_above_paid(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The form declares several times the taxes of the cash-flow statement."""
    year = rng.choice(FORM_YEARS)
    require_free(papers, place(TAX_FIELD, year))
    true = value_at(papers.online, TAX_FIELD, year)
    text = f"{Decimal(true) * rng.randint(230, 390) / 100:.2f}"
    label = replace(label_on_form(TAX_FIELD, year, text, true, "holds"), evidence_file=report_of(year))
    return declare(papers, TAX_FIELD, year, text), label


def with_round(papers: Papers, rng: Random, *, turn: Turn, layouts: tuple[int, ...] = ALL_INVESTORS) -> tuple[Papers, Round]:
    """An agreement on new capital with its payment, and the form declaring what is paid."""
    require_free(papers, ROUND, *(place(MONEY_FIELD, year) for year in FORM_YEARS))
    papers = with_paper(papers, ROUND, rng, turn=turn, layouts=layouts)
    made = papers.attached[-1]
    seen = financing(Dossier(made.seed, made.told, turn))
    raised = seen.investments[:1] if layouts == ONE_INVESTOR else seen.investments
    papers = replace(papers, attached=(*papers.attached, replace(made, kind=PAYMENT, layout=rng.randint(1, 5))))
    papers = papers.touching(ROUND, f"{PAYMENT}:{len(papers.attached) - 1}")
    text = wan(sum(one.amount for one in raised))
    return declare(papers, MONEY_FIELD, seen.signed.year, text) if seen.signed.year in FORM_YEARS else papers, seen


def financing_differs(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The form declares more equity financing than the agreement brought."""
    after, seen = with_round(papers, rng, turn=Turn())
    year = seen.signed.year
    true = value_at(after.online, MONEY_FIELD, year)
    text = f"{Decimal(true) * rng.randint(115, 190) / 100:.2f}"
    return declare(after, MONEY_FIELD, year, text), label_on_form(MONEY_FIELD, year, text, true, "summed")


def ceded_too_much(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """An investor gets more than 30 % of the capital."""
    part = rng.randint(31, 42)
    after, _ = with_round(papers, rng, turn=Turn(part=part))
    return after, label_of(ROUND, str(part), "within")


def round_of_other(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The agreement is on another enterprise's capital."""
    require_free(papers, ROUND)
    after = with_paper(papers, ROUND, rng, told=stranger(papers.enterprise)).touching(ROUND)
    return after, label_of(ROUND, papers.enterprise.stranger.name, "same_entity")


def payment_to_other(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The investor's money went to another enterprise."""
    require_free(papers, PAYMENT)
    after = with_paper(papers, PAYMENT, rng, told=stranger(papers.enterprise)).touching(PAYMENT)
    return after, label_of(PAYMENT, papers.enterprise.stranger.name, "same_entity")


def award_of_other(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The award is another enterprise's."""
    require_free(papers, AWARD)
    after = with_paper(papers, AWARD, rng, told=stranger(papers.enterprise)).touching(AWARD)
    return after, label_of(AWARD, papers.enterprise.stranger.name, "same_entity")


def award_rank_low(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The enterprise is the fifth or so of those who won."""
    require_free(papers, AWARD)
    rank = rng.randint(4, 5)
    return with_paper(papers, AWARD, rng, turn=Turn(rank=rank)).touching(AWARD), label_of(AWARD, str(rank), "within")


def turned_paper(kind: str, family: str, turn: Callable[[Random], Turn], layouts: tuple[int, ...] = ()) -> Plant:
    """A paper that is attached tells something else than an ordinary one."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        made = turn(rng)
        return turned(papers, kind, made, layouts), label_of(kind, str(made.part or made.region or 1), family)

    return plant


def told(
    kind: str, family: str, change: Callable[[Enterprise, Random], Enterprise], field: str = "", layouts: tuple[int, ...] = ()
) -> Plant:
    """A paper that is attached is drawn from changed books of the enterprise."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        index = free_paper(papers, kind)
        one = papers.attached[index]
        layout = one.layout if not layouts or one.layout in layouts else layouts[one.seed % len(layouts)]
        other = replace(one, told=change(one.told, rng), layout=layout)
        attached = (*papers.attached[:index], other, *papers.attached[index + 1 :])
        return replace(papers, attached=attached).touching(f"{kind}:{index}"), label_of(kind, "", family, field)

    return plant


def _less_sold(enterprise: Enterprise, rng: Random) -> Enterprise:
    """The main product brings less than half of revenue."""
    revenue = enterprise.lines(LAST)["revenue"]
    first = revenue * rng.randint(28, 45) // 100
    return replace(enterprise, top={**enterprise.top, LAST: (first, *enterprise.top[LAST][1:])})


def _insured_below_research(enterprise: Enterprise, rng: Random) -> Enterprise:
    """Fewer persons are insured than are said to do research."""
    researching = enterprise.staff[LAST][1]
    insured = max(1, researching * rng.randint(55, 85) // 100)
    return replace(enterprise, staff={year: (insured, rd) for year, (_, rd) in enterprise.staff.items()})


def research_times(part: tuple[int, int]) -> Callable[[Enterprise, Random], Enterprise]:
    """Research expense of all years times so many per cent."""

    def change(enterprise: Enterprise, rng: Random) -> Enterprise:
        percent = Fraction(rng.randint(*part), 100)

        def scaled(lines: Lines) -> Lines:
            return {**lines, "rd_expense": int(lines["rd_expense"] * percent)}

        statements: Mapping[str, Mapping[int, Lines]] = {
            scope: {year: scaled(lines) if "rd_expense" in lines else lines for year, lines in years.items()}
            for scope, years in enterprise.group.statements.items()
        }
        return replace(enterprise, group=replace(enterprise.group, statements=statements))

    return change


def brands_above_certificates(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """More own brands are claimed than trade marks attached."""
    require_free(papers, "e.brand_n")
    text = str(rng.randint(3, 9))
    return declare(papers, "e.brand_n", None, text), label_on_form("e.brand_n", None, text, "1", "ticked")


MONEY_DEFECTS = (
    Defect("taxes_differ", Wording("上缴税金与完税证明合计不一致", "other taxes than the certificates make up"), taxes_differ, ("O16",)),
    Defect("taxes_far_above_paid", Wording("上缴税金数倍于现金流量表", "several times the taxes of the cash-flow statement"), taxes_far_above_paid, ("O16.2",)),
    Defect("financing_differs", Wording("股权融资总额与增资协议不一致", "another equity financing than agreed"), financing_differs, ("O09.3",)),
    Defect("ceded_too_much", Wording("股权融资出让股权超过30%", "more than 30 % ceded to an investor"), ceded_too_much, ("O09.2",)),
    Defect("round_of_other", Wording("增资协议的目标公司为其他企业", "an agreement on another enterprise's capital"), round_of_other, ("O09.1",)),
    Defect("payment_to_other", Wording("投资款汇入其他企业", "an investment paid to another enterprise"), payment_to_other, ("O09.4",)),
    Defect("award_of_other", Wording("获奖单位为其他企业", "another enterprise's award"), award_of_other, ("O10.3",)),
    Defect("award_rank_low", Wording("获奖单位排名在三名之外", "an award with a rank below the third"), award_rank_low, ("O10.4",)),
    Defect("market_size_differs", Wording("占有率与销售额、市场规模不符", "a share that is not sales over the market"), turned_paper(SHARE, "recomputes", lambda rng: Turn(part=rng.randint(135, 190))), ("O06.3",)),
    Defect("market_not_national", Wording("占有率证明以省内市场为范围", "a share of a province's market"), turned_paper(SHARE, "within", lambda _: Turn(region="provincial")), ("O06.4",)),
    Defect("main_product_minor", Wording("主导产品销售额不足营业收入一半", "a main product that brings less than half of revenue"), told(SHARE, "holds", _less_sold), ("O08",)),
    Defect("heads_do_not_add_up", Wording("专项审计各项费用合计不符", "heads of research expense that do not add up"), turned_paper(SPECIAL, "identity", lambda rng: Turn(part=rng.randint(112, 140)), (1, 2, 3)), ("A12.2",)),
    Defect("deduction_above_books", Wording("加计扣除研发费用远高于填报数", "far more research deducted than declared"), told("tax_return", "holds", research_times((150, 210))), ("O15.3",)),
    Defect("statistics_research_far_off", Wording("统计报表研发经费相差一倍以上", "research in the statistics more than twice as much"), told("statistics_form", "holds", research_times((260, 390)), layouts=(2, 3)), ("O15.4",)),
    Defect("abnormal_listed", Wording("列入经营异常名录", "listed among abnormal operations"), turned_paper(CREDIT, "records", lambda _: Turn(abnormal=1)), ("O11.1",)),
    Defect("dishonest_listed", Wording("列入严重失信主体名单", "listed among dishonest parties"), turned_paper(CREDIT, "records", lambda _: Turn(dishonest=1)), ("O11.1",)),
    Defect("research_staff_above_insured", Wording("研发人员多于参保人数", "more research staff than insured"), told(INSURANCE, "holds", _insured_below_research), ("O01.2",), ("O01.1",)),
    Defect("brands_above_certificates", Wording("自有品牌数多于商标注册证", "more own brands than trade marks attached"), brands_above_certificates, ("O04.3",)),
)  # fmt: skip
