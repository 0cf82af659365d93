"""Listed things of a whole paper: what is said of one in several places is one thing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.kind import Column
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.extract.things import gathered

COLUMNS = (Column("investor_name", ("投资方",)), Column("investment_amount", ("投资金额",)), Column("ceded_share", ("持股比例",)))
KIND = DocumentKind(
    "financing_agreement", "1", Wording("增资协议", "Agreement"), facts=(FactRule(Reader.TABLE_LIST, "investor_name", columns=COLUMNS),)
)


def named(name: str, item: str | None = None, page: int = 1) -> Fact:
    source = Source("0" * 64, (PageBox(page, 0, 0, 10, 10),), name, Method.TEXT)
    return Fact("investor_name", "投资方", "", None, Scope.UNSTATED, Text(name), source, KIND.id, item)


def share(percent: str, item: str | None = None) -> Fact:
    return replace(named(percent, item), concept="ceded_share", value=Quantity(Decimal(percent), "percent", Decimal("0.01")))


def told(*facts: Fact, claimed: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    return [(fact.source.text, fact.item) for fact in gathered(facts, KIND, claimed)]


def test_a_name_on_the_page_of_signatures_is_the_thing_that_was_listed_and_is_kept_once() -> None:
    assert told(named("样本基金", "a:0"), share("5.00", "a:0"), named("样本基金", "a:1", page=4)) == [("样本基金", "a:0"), ("5.00", "a:0")]


def test_what_is_said_of_the_only_one_is_said_of_it() -> None:
    assert told(named("样本基金", "a:0"), share("5.00")) == [("样本基金", "a:0"), ("5.00", "a:0")]


def test_with_two_things_nobody_knows_of_which_it_is_said() -> None:
    facts = told(named("样本基金", "a:0"), named("拟海基金", "a:1"), share("5.00"))
    assert facts[-1] == ("5.00", None)


def test_a_row_counts_where_its_thing_is_named_elsewhere() -> None:
    holders = (named("样明", "t:0"), share("80.00", "t:0"), named("样本基金", "t:1"), share("20.00", "t:1"))
    assert told(named("样本基金", "a:0"), *holders, claimed=("t:0", "t:1")) == [("样本基金", "a:0"), ("20.00", "a:0")]


def test_two_rows_that_say_more_than_a_name_stay_two_things() -> None:
    rows = (named("样本基金", "a:0"), share("5.00", "a:0"), named("样本基金", "a:1"), share("7.00", "a:1"))
    assert [item for _, item in told(*rows)] == ["a:0", "a:0", "a:1", "a:1"]
