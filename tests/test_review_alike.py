"""A candidate names its evidence on both sides: facts of the application, and the row of the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from fact_text import load_packs_once
from review_made import review_made

from docintel.domain.campaigning import RegisterUse
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.ownership import HoldingRelation
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.review import Aspect
from docintel.domain.review import ProductCandidate
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.intake import read_register
from docintel.report.decode import review_of
from docintel.report.encode import review_face
from docintel.review.alike import MOST
from docintel.review.alike import alike_products
from docintel.review.alike import coverage_of
from docintel.review.alike import own_product
from docintel.text.identifiers import identify

HEADS = "企业名称,主导产品,产品代码,行业代码,专利号,专利名称,主要客户,有效期起,有效期止"
OTHER = "乙公司,电站用高压截止阀,,3443,ZL202010123456.6,一种截止阀的密封结构,丙集团；丁集团,2021-01-01,2024-01-01"
APPLICATION = replace(review_made().application, as_of=date(2023, 4, 10))


def stated(concept: str, value: Value, page: int, kind: str = "application_form") -> Fact:
    source = Source("a" * 64, (PageBox(page, 10, 20, 90, 30),), "印", Method.TEXT)
    return Fact(concept, concept, "例甲有限公司", None, Scope.UNSTATED, value, source, kind)


FACTS = Facts([
    stated("main_product", Text("高压截止阀"), 1),
    stated("industry_class", Identifier("industry_class", "3443", None), 2),
    stated("patent_number", identify("patent", "ZL202010123456.6"), 3, "patent_certificate"),
    stated("patent_title", Text("一种截止阀的密封结构"), 4, "patent_certificate"),
    stated("direct_supply_names", Text("丙集团、戊公司"), 5),
])  # fmt: skip


def candidates(tmp_path: Path, *rows: str, facts: Facts = FACTS, ownership: Ownership | None = None) -> tuple[ProductCandidate, ...]:
    """The candidates of the facts beside a register of these rows."""
    path = tmp_path / "名单.csv"
    path.write_text("\n".join((HEADS, *rows)), encoding="utf-8")
    said = {Aspect.NAME: "高压截止阀", Aspect.CODE: None, Aspect.INDUSTRY: "3443"}
    own = own_product(APPLICATION, facts, said)
    return alike_products(APPLICATION, facts, own, ownership or Ownership(), load_packs_once().products, (read_register(path),))


def test_every_reason_names_the_facts_it_rests_on_and_the_row_of_the_register(tmp_path: Path) -> None:
    (found,) = candidates(tmp_path, OTHER)
    pages = {ground.aspect: {fact.source.page for fact in ground.own} for ground in found.grounds}
    assert pages == {Aspect.NAME: {1}, Aspect.INDUSTRY: {2}, Aspect.PATENTS: {3}, Aspect.TITLES: {4}, Aspect.CUSTOMERS: {5}}
    assert {ground.other[0].spans for ground in found.grounds} == {(CellPath("row 2"),)}
    assert tuple(ground.reason for ground in found.grounds) == found.reasons


def test_a_register_without_those_columns_is_read_as_before(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("企业名称,主导产品\n乙公司,截止阀\n", encoding="utf-8")
    (entry,) = read_register(path).recognitions
    assert (entry.industry, entry.patents, entry.patent_titles, entry.customers) == (None, (), (), ())


def test_an_expired_recognition_is_no_candidate(tmp_path: Path) -> None:
    assert candidates(tmp_path, OTHER.replace("2024-01-01", "2022-01-01")) == ()


def test_of_many_the_likest_are_listed_and_that_there_are_more_is_said(tmp_path: Path) -> None:
    found = candidates(tmp_path, *(OTHER.replace("乙", f"乙{number}") for number in range(MOST + 5)))
    assert len(found) == MOST
    assert "其余未列出" in coverage_of(found)[0].zh


def test_the_applicant_s_own_group_is_listed_beyond_those(tmp_path: Path) -> None:
    relation = HoldingRelation("a", "b", None, "group", "c", (), None, Wording("同一集团", "one group"))
    group = Ownership((Party("b", "乙3公司", PartyKind.ENTERPRISE),), (), relations=(relation,))
    rows = [OTHER.replace("乙", f"乙{number}").replace("高压截止阀", "蝶阀" if number == 3 else "高压截止阀") for number in range(MOST + 5)]
    found = candidates(tmp_path, *rows, ownership=group)
    assert len(found) == MOST + 1
    assert [one.other_party for one in found if one.same_group] == ["乙3公司"]


def test_the_evidence_is_stored_with_the_review_and_read_back(tmp_path: Path) -> None:
    found = candidates(tmp_path, OTHER)
    register = RegisterUse("名单.csv", found[0].grounds[0].other[0].document, None, 1)
    face = review_face(replace(review_made(), facts=tuple(FACTS), products=found, registers=(register,)))
    assert {(one.file, one.source.cell) for ground in face.products[0].grounds for one in ground.other} == {("名单.csv", "row 2")}
    back = review_of(face, load_packs_once().taxonomy)
    assert [ground.own for ground in back.products[0].grounds] == [ground.own for ground in found[0].grounds]
    assert [ground.other for ground in back.products[0].grounds] == [ground.other for ground in found[0].grounds]
