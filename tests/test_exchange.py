"""Ownership in and out: each format is read, says what it cannot carry, and comes back the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from docintel.domain.control import Rule
from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.exchange.bods import problems_of
from docintel.exchange.bods import read_statements
from docintel.exchange.bods import statements_of
from docintel.exchange.bods import table_of
from docintel.exchange.bods import written_statements
from docintel.exchange.csv_table import read_csv
from docintel.exchange.csv_table import written_csv
from docintel.exchange.ftm import read_ftm
from docintel.exchange.ftm import written_ftm
from docintel.exchange.reading import read_file
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.networks import from_networkx
from docintel.ownership.networks import read_graphml
from docintel.ownership.networks import written_graphml
from docintel.packs import load_packs

COLUMNS = load_packs().control.columns
TABLE = OwnershipTable(
    (
        Party("p", "孟望舒", PartyKind.PERSON),
        Party("a", "例样控股有限公司", PartyKind.ENTERPRISE, "91320400MA1EXAMPLE", ("例样投资有限公司",)),
        Party("t", "例样仪表有限公司", PartyKind.ENTERPRISE),
    ),
    (
        Holding("p", "a", Fraction(5000001, 10000000), None, start=date(2020, 1, 1), origin="register", fact="1"),
        Holding("a", "t", Fraction(3, 5), None, votes=Fraction(2, 3), end=date(2030, 1, 1), fact="2"),
    ),
)


def plain(told: Any) -> Any:
    """JSON with every number alike, so that 60 and 60.0 are one."""
    if isinstance(told, dict):
        return {key: plain(value) for key, value in told.items()}
    if isinstance(told, list):
        return [plain(one) for one in told]
    return float(told) if isinstance(told, int | float | Decimal) and not isinstance(told, bool) else told


# ---- BODS


def test_every_file_of_the_standard_is_read_valid_and_written_as_it_was(corpus: Path) -> None:
    files = sorted((corpus / "ownership" / "bods").glob("*.json"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        statements = read_statements(text, file.name)
        assert plain(json.loads(written_statements(statements))) == plain(json.loads(text)), file.name
        assert problems_of(statements) == [], file.name


def test_a_table_comes_back_from_bods() -> None:
    back = table_of(read_statements(written_statements(statements_of(TABLE, date(2026, 1, 1)))))
    assert back.parties == TABLE.parties
    assert [(one.holder, one.company, one.votes, one.start, one.end) for one in back.holdings] == [
        (one.holder, one.company, one.votes and Fraction("66.666666666667") / 100, one.start, one.end) for one in TABLE.holdings
    ]
    assert [one.share for one in back.holdings] == [one.share for one in TABLE.holdings]


def test_what_the_standard_does_not_know_names_its_place() -> None:
    told = json.loads(written_statements(statements_of(TABLE, date(2026, 1, 1))))
    told[0]["recordDetails"]["personType"] = "robot"
    with pytest.raises(UsageError, match=r"f\.json.*personType"):
        read_statements(json.dumps(told), "f.json")


def test_indirect_interests_are_not_counted_again_and_other_interests_are_told(corpus: Path) -> None:
    text = (corpus / "ownership" / "bods" / "indirect-ownership.json").read_text(encoding="utf-8")
    table = table_of(read_statements(text))
    assert all(sum(1 for one in table.holdings if one.company == each.company) == 1 for each in table.holdings)


def test_a_share_between_bounds_is_possible_and_not_certain() -> None:
    told = json.loads(written_statements(statements_of(OwnershipTable(TABLE.parties, TABLE.holdings[:1]), date(2026, 1, 1))))
    told[-1]["recordDetails"]["interests"] = [{"type": "shareholding", "share": {"exclusiveMinimum": 25, "maximum": 75}}]
    table = table_of(read_statements(json.dumps(told)))
    control = OwnershipGraph(table.parties, table.holdings).control(Rule())
    assert ("p", "a") not in control.certain
    assert ("p", "a") in control.possible


def test_more_than_half_is_certain_though_no_exact_share_is_told() -> None:
    told = json.loads(written_statements(statements_of(OwnershipTable(TABLE.parties, TABLE.holdings[:1]), date(2026, 1, 1))))
    told[-1]["recordDetails"]["interests"] = [{"type": "shareholding", "share": {"exclusiveMinimum": 50, "maximum": 75}}]
    table = table_of(read_statements(json.dumps(told)))
    assert ("p", "a") in OwnershipGraph(table.parties, table.holdings).controls(Rule())


# ---- the others


def test_a_table_comes_back_from_follow_the_money() -> None:
    table = OwnershipTable(TABLE.parties, (TABLE.holdings[0],))
    assert read_ftm(written_ftm(table)) == table


def test_objects_that_tell_no_stakes_are_counted() -> None:
    line = json.dumps({"id": "x", "schema": "Vessel", "properties": {}})
    assert "1 objects Vessel" in read_ftm(written_ftm(TABLE) + line).untold[0].en


def test_a_line_that_is_no_object_names_its_number() -> None:
    with pytest.raises(UsageError, match="line 2"):
        read_ftm('{"id": "x", "schema": "Company"}\nnonsense')


def test_stakes_come_back_from_csv() -> None:
    back = read_csv(written_csv(TABLE), "t.csv", COLUMNS)
    assert [(one.share, one.votes, one.start, one.end, one.origin, one.fact) for one in back.holdings] == [
        (one.share, one.votes, one.start, one.end, one.origin, one.fact) for one in TABLE.holdings
    ]


def test_an_amount_of_a_total_beats_the_printed_percentage() -> None:
    text = '股东,企业,持股比例,出资额,注册资本\n甲,乙公司,50.00%,"5,000,001","10,000,000"\n'
    assert read_csv(text, "t.csv", COLUMNS).holdings[0].share == Fraction(5000001, 10000000)


def test_an_export_of_a_register_of_companies_names_its_company_in_the_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["例样仪表有限公司-股东信息"],
        ["导出日期 2026-11-01"],
        ["序号", "股东名称", "持股比例", "认缴出资额(万元)"],
        [1, "孟望舒", "60%", "600"],
        [2, "赵一", "-", "400"],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "export.xlsx")
    held = read_file(tmp_path / "export.xlsx", COLUMNS).holdings
    assert [(one.holder, one.company, one.share) for one in held] == [
        ("孟望舒", "例样仪表有限公司", Fraction(3, 5)),
        ("赵一", "例样仪表有限公司", None),
    ]


def test_a_file_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "export.xlsx").write_bytes(b"nonsense")
    with pytest.raises(UsageError, match=r"export\.xlsx"):
        read_file(tmp_path / "export.xlsx", COLUMNS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("股东,比例\n甲,5%", "company"),
        ("holder,company,share\nP,T,abc", "row 2"),
        ("holder,company,share\nP,T,160%", "row 2"),
        ("holder,company,amount,total\nP,T,1,0", "row 2"),
        ("", "empty"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_csv(text, "t.csv", COLUMNS)


def test_a_name_that_a_spreadsheet_would_compute_is_written_as_text() -> None:
    table = OwnershipTable((Party("x", "=HYPERLINK(1)", PartyKind.UNKNOWN),), (Holding("x", "t", None, None),))
    assert "\n'=HYPERLINK(1),t" in written_csv(table)


def test_a_table_comes_back_from_graphml() -> None:
    assert read_graphml(written_graphml(TABLE)) == TABLE.__class__(tuple(_without_former(one) for one in TABLE.parties), TABLE.holdings)


def _without_former(party: Party) -> Party:
    return Party(party.id, party.name, party.kind, party.uscc)


def test_graphml_with_entities_is_refused() -> None:
    with pytest.raises(UsageError, match="bomb"):
        read_graphml('<!DOCTYPE g [<!ENTITY a "b">]><graphml>&a;</graphml>', "bomb.graphml")


def test_a_graph_of_networkx_is_read_with_floats_by_their_spelling() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("P", "T", share=0.6)
    assert from_networkx(graph).holdings[0].share == Fraction(3, 5)
    with pytest.raises(UsageError):
        from_networkx(nx.Graph())


def test_a_general_partner_stays_one_in_a_graph() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("G", "F", share="1%", role="general_partner")
    graph.add_edge("L", "F", share="99%", role="limited_partner")
    table = from_networkx(graph)
    again = read_graphml(written_graphml(table))
    for told in (table, again):
        assert OwnershipGraph(told.parties, told.holdings).controls(Rule()) == {("G", "F")}


def test_a_percentage_without_its_sign_is_refused_with_the_remedy() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("P", "T", share=60)
    with pytest.raises(UsageError, match=r"P -> T.*60%"):
        from_networkx(graph)
