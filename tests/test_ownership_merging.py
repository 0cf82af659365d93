"""All papers of an application as one edge table: corroborated, superseded, conflicting; exact amounts before printed percentages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from fact_text import APPLICATION
from fact_text import facts
from test_ownership import OTHER
from test_ownership import holders
from test_ownership import register

from docintel.domain.fact import Facts
from docintel.domain.finding import Outcome
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Footing
from docintel.domain.ownership import Ownership
from docintel.ownership import ownership_findings
from docintel.ownership import ownership_of

NAME = APPLICATION.name
FIRST, SECOND = "例样甲投资有限公司", "例样乙投资有限公司"


def read(*papers: str) -> Ownership:
    return ownership_of(APPLICATION, facts("\n".join(papers)), ())


def paper(
    kind: str, number: int, *rows: tuple[str, str], company: str = NAME, concept: str = "shareholder_amount", unit: str = "万元"
) -> str:
    """A list of holders with amounts in one document of a kind."""
    where = f"{kind}@{number}#t{number}:1:shareholder_name"
    return "\n".join(
        f"{where}:{place}={company} shareholder_name {name}\n{where}:{place}={company} {concept} {value} {unit}"
        for place, (name, value) in enumerate(rows)
    )


def register_report(number: int, day: str, *rows: tuple[str, str], capital: str = "1000") -> str:
    """A credit publicity report of a day."""
    where = f"credit_publicity_report@{number}={NAME}"
    return paper("credit_publicity_report", number, *rows) + f"\n{where} issue_date {day}\n{where} registered_capital {capital} 万元"


def of(found: Ownership, holder: str) -> list[Edge]:
    names = {party.id: party.name for party in found.parties}
    return [edge for edge in found.edges if names[edge.holder] == holder]


def test_the_same_stake_in_three_papers_is_one_stake_corroborated() -> None:
    table = holders(NAME, 1, (FIRST, "60"), (SECOND, "40"))
    found = read(
        table, table.replace("equity_table@1#t1", "equity_chart@2#c2"), register_report(3, "2023-01-05", (FIRST, "600"), (SECOND, "400"))
    )
    (edge,) = of(found, FIRST)
    assert edge.footing is Footing.CORROBORATED
    assert [one.kind for one in edge.statements] == ["equity_table", "equity_chart", "credit_publicity_report"]
    assert edge.share == Fraction(3, 5)
    assert "missing_shares" not in "".join(found.flags)


def test_exact_amounts_beat_the_percentages_that_they_round_to() -> None:
    table = holders(NAME, 1, (FIRST, "50.00"), (SECOND, "50.00"))
    assert dict(read(table).ultimate)[f"uscc:{APPLICATION.uscc}"] is None
    found = read(table, register_report(2, "2023-01-05", (FIRST, "500.0001"), (SECOND, "499.9999")))
    (edge,) = of(found, FIRST)
    assert edge.share == Fraction(5_000_001, 10_000_000)
    assert edge.footing is Footing.CORROBORATED
    names = {party.id: party.name for party in found.parties}
    assert names[dict(found.ultimate)[f"uscc:{APPLICATION.uscc}"] or ""] == FIRST


def test_papers_of_no_day_that_differ_conflict_and_decide_nothing() -> None:
    found = read(
        holders(NAME, 1, (FIRST, "60"), (SECOND, "40")),
        paper("articles", 2, (FIRST, "30"), (SECOND, "70"), concept="shareholder_share", unit="%"),
    )
    (edge,) = of(found, FIRST)
    assert edge.footing is Footing.CONFLICTING
    assert edge.capital == (Fraction(3, 10), Fraction(3, 5))
    assert f"conflicting_sources:uscc:{APPLICATION.uscc}" in found.flags
    assert [view.determined for view in found.views] == [False]


def test_a_later_report_of_the_register_supersedes_an_earlier_one() -> None:
    found = read(register_report(1, "2021-03-01", (FIRST, "1000")), register_report(2, "2023-03-01", (FIRST, "300"), (SECOND, "700")))
    now, before = of(found, FIRST)
    assert (now.share, now.footing) == (Fraction(3, 10), Footing.SINGLE)
    assert (before.share, before.footing) == (Fraction(1), Footing.SUPERSEDED)
    assert str(before.statements[0].end) == "2023-03-01"


def test_a_holder_who_left_is_kept_as_a_stake_of_the_past() -> None:
    found = read(register_report(1, "2021-03-01", (OTHER, "1000")), register_report(2, "2023-03-01", (FIRST, "1000")))
    assert [edge.counts for edge in of(found, OTHER)] == [False]
    assert found.relations == ()


def test_promoters_that_articles_and_the_register_list_are_no_holders_of_a_joint_stock_company() -> None:
    company = "例样机电股份有限公司"
    application = replace(APPLICATION, name=company, uscc=None)
    for kind in ("articles", "credit_publicity_report"):
        found = ownership_of(application, facts(paper(kind, 1, (OTHER, "100"), company=company)), register(OTHER))
        assert found.edges == ()
        assert any("发起人" in line.zh for line in found.coverage)


def test_a_person_in_two_lists_of_one_enterprise_is_one_person_and_in_lists_of_two_is_two() -> None:
    both = read(
        holders(NAME, 1, ("王伟", "60"), (FIRST, "40")), holders(NAME, 2, ("王伟", "60"), (FIRST, "40")).replace("equity_table", "articles")
    )
    assert len(of(both, "王伟")) == 1
    apart = read(holders(NAME, 1, ("王伟", "100")), holders(FIRST, 2, ("王伟", "100")))
    assert len({edge.holder for edge in of(apart, "王伟")}) == 2


def test_amounts_that_do_not_make_the_stated_capital_prove_no_exact_share() -> None:
    found = read(register_report(1, "2023-01-05", (FIRST, "600"), (SECOND, "300")))
    (edge,) = of(found, FIRST)
    assert edge.share == Fraction(3, 5)
    assert f"missing_shares:uscc:{APPLICATION.uscc}" in found.flags


def test_who_alone_subscribed_an_increase_is_borne_out_by_it() -> None:
    increase = "\n".join(
        f"other@3#other:said1.5={NAME} {line}"
        for line in ("capital_before 800 万元", "capital_after 1000 万元", f"investor_name {SECOND}", "change_date 2022-05-01")
    )
    found = read(holders(NAME, 1, (FIRST, "80"), (SECOND, "20")), increase)
    (edge,) = of(found, SECOND)
    assert (edge.share, edge.footing) == (Fraction(1, 5), Footing.CORROBORATED)
    (alone,) = of(read(increase), SECOND)
    assert alone.capital == (Fraction(1, 5), Fraction(1))
    assert alone.share is None


def test_papers_that_differ_on_a_recognised_holder_are_for_a_person() -> None:
    text = "\n".join(
        (
            holders(NAME, 1, (OTHER, "60"), (SECOND, "40")),
            paper("articles", 2, (OTHER, "20"), (SECOND, "80"), concept="shareholder_share", unit="%"),
        )
    )
    held = facts(text)
    found = ownership_of(APPLICATION, held, register(OTHER))
    (finding,) = [one for one in ownership_findings(APPLICATION, held, found, (), register(OTHER)) if one.check == "OWN-2"]
    assert finding.outcome is Outcome.NEEDS_CHECK
    assert "60%、20%" in finding.explanation.zh


def test_the_table_does_not_depend_on_the_order_of_papers() -> None:
    lines = facts("\n".join((holders(NAME, 1, (FIRST, "60"), (SECOND, "40")), paper("articles", 2, (FIRST, "30"), (SECOND, "70")))))
    one, other = ownership_of(APPLICATION, lines, ()), ownership_of(APPLICATION, Facts(reversed(list(lines))), ())
    assert {(edge.holder, edge.capital, edge.footing) for edge in one.edges} == {
        (edge.holder, edge.capital, edge.footing) for edge in other.edges
    }


# ---- what papers say beside what stakes say


def said(found: Ownership) -> list[str]:
    return [reason.value for view in found.views for reason in view.differences]


def test_the_stated_controller_who_holds_a_majority_agrees() -> None:
    found = read(
        holders(NAME, 1, ("孟望舒", "60"), ("赵知衡", "40")),
        f"form actual_controller 孟望舒\nequity_table@1={NAME} actual_controller 孟望舒",
    )
    (view,) = found.views
    assert view.agree is True
    assert [(one.declared, len(one.sources)) for one in view.stated] == [(True, 1), (False, 1)]
    assert view.wording.zh.endswith("两者一致。")


def test_a_stated_controller_below_the_line_is_explained_by_the_profile() -> None:
    found = read(holders(NAME, 1, ("孟望舒", "35"), ("赵知衡", "30"), (FIRST, "35")), "form actual_controller 孟望舒")
    assert said(found) == ["profile_threshold"]


def test_joint_controllers_without_an_agreement_are_explained_by_their_family_where_papers_say_so() -> None:
    text = holders(NAME, 1, ("孟望舒", "35"), ("赵知衡", "30"), (FIRST, "35"))
    stated = "form actual_controller 孟望舒、赵知衡"
    assert said(read(text, stated)) == ["concert_agreement"]
    assert said(read(text, stated, f"equity_table@1#k1={NAME} kinship 孟望舒、赵知衡")) == ["family"]


def test_a_stated_controller_of_whom_no_stake_is_seen_is_a_chain_not_seen() -> None:
    found = read(holders(NAME, 1, (FIRST, "60"), (SECOND, "40")), "form actual_controller 孟望舒")
    assert said(found) == ["chain_not_seen"]


def test_one_of_whom_only_statements_speak_is_one_person_for_one_enterprise_and_another_for_the_next() -> None:
    stated = (
        f"form actual_controller 孟望舒\nequity_table@1={NAME} actual_controller 孟望舒\nequity_table@2={FIRST} actual_controller 孟望舒"
    )
    found = read(holders(NAME, 3, (FIRST, "60"), (SECOND, "40")), stated)
    assert [party.name for party in found.parties].count("孟望舒") == 2
    assert [flag for flag in found.flags if flag.startswith("namesake")] == ["namesake:孟望舒"]
    assert found.flags == read(holders(NAME, 3, (FIRST, "60"), (SECOND, "40")), *reversed(stated.split("\n"))).flags


def test_a_stated_holder_that_another_controls_is_an_intermediate_one() -> None:
    text = "\n".join((holders(NAME, 1, (FIRST, "60"), (SECOND, "40")), holders(FIRST, 2, (OTHER, "100"))))
    assert said(read(text, f"form actual_controller {FIRST}")) == ["intermediate_holder"]


def test_shares_nobody_is_known_to_hold_explain_an_open_answer() -> None:
    found = read(holders(NAME, 1, ("孟望舒", "45"), ("赵知衡", "5")), "form actual_controller 孟望舒")
    assert said(found) == ["missing_shares", "profile_threshold"]
    assert "不能确定" in found.views[0].wording.zh


def test_a_controller_that_no_paper_states_is_said_to_be_unstated() -> None:
    assert said(read(holders(NAME, 1, ("孟望舒", "60"), ("赵知衡", "40")))) == ["not_stated"]


def test_the_total_of_a_list_of_some_holders_is_not_the_whole() -> None:
    where = f"equity_table@1#equity_table:x:heldnow1.1:{{}}={NAME}"
    rows = [
        f"{where.format(place)} {concept} {value}"
        for place, (name, amount, share) in enumerate(((FIRST, "520", "52.00"), (SECOND, "230", "23.00")))
        for concept, value in (("shareholder_name", name), ("shareholder_amount", f"{amount} 万元"), ("shareholder_share", f"{share} %"))
    ]
    total = f"equity_table@1#equity_table:x:heldnow1.1={NAME} holders_amount 750 万元"
    (edge,) = of(read("\n".join([*rows, total])), FIRST)
    assert edge.share == Fraction(52, 100)
