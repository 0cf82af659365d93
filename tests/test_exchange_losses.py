"""What comes back of a table that was written: roles, bounds, thirds, namesakes, names that hurt; what a format has no place for is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docintel.cli.commands import app_for
from docintel.domain.control import Rule
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.exchange.bods import read_statements
from docintel.exchange.bods import statements_of
from docintel.exchange.bods import written_statements
from docintel.exchange.csv_table import written_csv
from docintel.exchange.ftm import written_ftm
from docintel.exchange.reading import read_table
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.networks import written_graphml
from docintel.packs import load_packs

COLUMNS = load_packs().control.columns
WRITERS: dict[str, Callable[[OwnershipTable], str]] = {
    "bods": lambda table: written_statements(statements_of(table, date(2024, 1, 1))),
    "ftm": written_ftm,
    "graphml": written_graphml,
    "csv": written_csv,
}
HOSTILE = (
    "=SUM(A1)",
    "@甲",
    "-甲",
    "+甲",
    '甲,乙"丙"有限公司',
    "换\n行有限公司",
    "<b>&amp;]]></b>有限公司",
    "{甲}有限公司",
    "[甲]",
    "null",
    "'甲",
    "😀有限公司",
)


def table(*holdings: Holding, people: dict[str, str] | None = None) -> OwnershipTable:
    named = people or {}
    ids = dict.fromkeys(end for one in holdings for end in (one.holder, one.company))
    parties = [Party(one, named.get(one, one), PartyKind.PERSON if one in named else PartyKind.ENTERPRISE) for one in ids]
    return OwnershipTable(tuple(parties), holdings)


def back(written: OwnershipTable, form: str) -> OwnershipTable:
    return read_table(WRITERS[form](written), f"stakes.{form}", COLUMNS)


@pytest.mark.parametrize("form", WRITERS)
def test_thirds_leave_no_gap_when_they_come_back(form: str) -> None:
    read = back(table(*(Holding(f"甲{number}公司", "乙公司", Fraction(1, 3), None, fact=f"f{number}") for number in range(3))), form)
    assert OwnershipGraph(read.parties, read.holdings).flags(Rule()) == ()


@pytest.mark.parametrize("form", WRITERS)
def test_who_manages_a_partnership_still_does(form: str) -> None:
    told = table(
        Holding("甲公司", "乙合伙企业", Fraction(1, 100), None, role=Role.GENERAL_PARTNER, origin="册", fact="1"),
        Holding("丙公司", "乙合伙企业", Fraction(99, 100), None, role=Role.LIMITED_PARTNER, origin="册", fact="2"),
    )
    assert [(one.role, one.origin) for one in back(told, form).holdings] == [(Role.GENERAL_PARTNER, "册"), (Role.LIMITED_PARTNER, "册")]


@pytest.mark.parametrize("form", WRITERS)
def test_namesakes_stay_two_persons(form: str) -> None:
    told = table(
        Holding("p1", "甲公司", Fraction(1, 2), None, fact="1"),
        Holding("p2", "乙公司", Fraction(1, 2), None, fact="2"),
        people={"p1": "王伟", "p2": "王伟"},
    )
    read = back(told, form)
    assert [party.name for party in read.parties].count("王伟") == 2
    assert len({one.holder for one in read.holdings}) == 2


@pytest.mark.parametrize("form", ["bods", "graphml", "csv"])
def test_bounds_of_a_share_come_back(form: str) -> None:
    told = table(Holding("甲公司", "乙公司", None, None, between=(Fraction(1, 4), Fraction(1, 2)), fact="1"))
    assert [one.between for one in back(told, form).holdings] == [(Fraction(1, 4), Fraction(1, 2))]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_hurts_comes_back(form: str, name: str) -> None:
    read = back(table(Holding(name, "乙公司", Fraction(1, 2), None, fact="1")), form)
    assert name in {party.name for party in read.parties}


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert {party.name for party in back(table(Holding("甲\x01公司", "乙公司", Fraction(1), None)), "graphml").parties} == {
        "甲公司",
        "乙公司",
    }


def test_what_a_format_has_no_place_for_is_told(tmp_path: Path) -> None:
    stakes = tmp_path / "stakes.csv"
    stakes.write_text("holder,company,share,votes\n甲公司,乙公司,10%,60%\n丙公司,乙公司,90%,40%\n", encoding="utf-8")
    told = CliRunner().invoke(app_for(["ownership"]), ["ownership", str(stakes), "--write", str(tmp_path / "out.ftm")]).output
    assert "out.ftm：2项单列的表决权比例在该格式中无处记载，未写出。" in told.replace("\n", "")


def statement(record: str, kind: str, details: dict[str, object], **more: object) -> dict[str, object]:
    told = {"statementId": record.ljust(36, "x"), "declarationSubject": "T", "recordId": record, "recordStatus": "new", "recordType": kind}
    return told | {"recordDetails": {"isComponent": False, **details}} | more


def entity(record: str) -> dict[str, object]:
    return statement(record, "entity", {"entityType": {"type": "registeredEntity"}, "name": f"{record}公司"})


def relation(subject: str, party: str, share: dict[str, object], **more: object) -> dict[str, object]:
    interest = {"type": "shareholding", "share": share, "directOrIndirect": "direct"} | more
    return statement(f"{party}-{subject}", "relationship", {"subject": subject, "interestedParty": party, "interests": [interest]})


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ([entity("T"), entity("A") | {"replacesStatements": ["x"]}], "以下字段不属于BODS 0.4，未使用：replacesStatements。"),
        ([entity("T"), entity("A"), relation("T", "A", {"exact": 60}, note="甲")], "以下字段不属于BODS 0.4，未使用：note。"),
        ([entity("T"), entity("A"), relation("T", "A", {"exact": 63}, directOrIndirect="indirect")], "间接持股未列明各级（A-T）"),
        ([entity("T"), relation("T", "A", {"exact": 63})], "no statement about A"),
    ],
)
def test_what_statements_leave_open_is_told_and_the_rest_read(statements: list[dict[str, object]], said: str) -> None:
    read = read_table(json.dumps(statements), "stakes.json", COLUMNS)
    assert "T公司" in {party.name for party in read.parties}
    assert any(said in one.zh for one in read.untold)


def test_fields_beyond_the_standard_come_back() -> None:
    text = json.dumps([entity("T") | {"replacesStatements": ["x"]}])
    assert json.loads(written_statements(read_statements(text))) == json.loads(text)
