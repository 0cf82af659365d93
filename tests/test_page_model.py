"""The learned page model: what it knows of short pages, what it is made of, and how sections come out of a bound bundle."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import strategies as st

from docintel.classify import classify_pages
from docintel.classify.model import LinearModel
from docintel.domain.document import ClueKind
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Section
from docintel.domain.kind import DocumentKind
from docintel.domain.language import PageModel
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording
from docintel.extract import extract_facts
from docintel.packs.language import page_model
from docintel.packs.language import page_model_text
from docintel.text.grams import code_of
from docintel.text.grams import counted
from docintel.text.grams import grams


def model() -> PageModel:
    found = load_packs_once().page_model
    assert found is not None
    return found


def pages_of(*texts: str) -> list[Page]:
    """A page of lines per text."""
    return [
        Page(
            number,
            PageKind.TEXT,
            tuple(
                Line(line.strip(), PageBox(number, 50, 50 + 20 * row, 500, 65 + 20 * row))
                for row, line in enumerate(text.strip().splitlines())
            ),
        )
        for number, text in enumerate(texts, start=1)
    ]


def every_kind() -> dict[str, DocumentKind]:
    """The kinds of our packs, and a bare one for every further class of the model."""
    bare = {name: DocumentKind(name, "0", Wording(name, name)) for name in model().kinds}
    return {**bare, **load_packs_once().kinds}


def parts_of(*texts: str) -> list[tuple[PagePart, ...]]:
    return [parts for _, parts in classify_pages(pages_of(*texts), every_kind(), model())]


def test_the_kinds_of_short_pages_are_known() -> None:
    rows = yaml.safe_load((Path(__file__).parent / "pages_hand.yaml").read_text(encoding="utf-8"))
    linear = LinearModel(model())
    right = sum(next(iter(linear.likely(row["text"]).shares)) == row["kind"] for row in rows)
    assert right / len(rows) >= 0.95


def test_the_model_is_the_one_its_score_is_of(root: Path) -> None:
    folder = root / "models" / "language"
    told = json.loads((folder / "pages.score.json").read_text(encoding="utf-8"))
    content = (folder / "pages.json").read_bytes()
    assert told["sha256"] == sha256(content).hexdigest()
    assert len(content) < 1_000_000
    assert "pages" in {version.id for version in load_packs_once().versions}


def test_a_model_is_what_its_text_says() -> None:
    assert page_model(page_model_text(model()).encode()) == model()


def test_figures_are_one_piece_and_codes_are_themselves() -> None:
    found = grams("A107012 合计 1,234,567.89\n107-1表")
    assert {"a107012", "#", "107-1", "合", "合计"} <= set(found)


def test_what_spoke_is_told() -> None:
    ((part,),) = parts_of("税种 品目名称 税款所属时期 入（退）库日期 实缴（退）金额\n增值税 城市维护建设税\n妥善保管")
    assert part.kind == "tax_payment_certificate"
    assert ClueKind.MODEL in {clue.by for clue in part.clues}
    assert part.is_inferred


def test_a_kind_without_a_pack_is_other() -> None:
    bare = {name: kind for name, kind in load_packs_once().kinds.items() if name != "patent_certificate"}
    page = pages_of("专利权人：例样公司\n授权公告日：2020年05月08日\n局长 申长雨\n证书号第4567890号")
    ((_, parts),) = classify_pages(page, bare, model())
    assert [part.kind for part in parts] == ["other"]


def test_what_words_alone_made_does_not_run_over_pages_that_do_not_bear_it_out() -> None:
    parts = parts_of("会企01表\n流动资产\n货币资金 1,000,000.00\n存货 2,000,000.00\n流动资产合计\n资产总计", "晴天\n散步")
    assert [page[-1].kind for page in parts] == ["balance_sheet", "other"]


def test_a_list_of_papers_is_none_of_them() -> None:
    assert parts_of("附件清单\n营业执照\n审计报告\n发明专利证书\n股权结构表")[0][0].kind == "other"


@pytest.mark.parametrize("head", ["中华人民共和国国家知识产权局", "第1页"])
def test_a_running_head_belongs_to_the_title_below_it(head: str) -> None:
    ((part,),) = parts_of(f"{head}\n发明专利证书\n专利号：ZL202010123456.7")
    assert (part.kind, part.first) == ("patent_certificate", 0)


def sections_of(*texts: str) -> list[Section]:
    packs = load_packs_once()
    return list(extract_facts("0" * 64, classify_pages(pages_of(*texts), packs.kinds, packs.page_model), packs).sections)


def licence(name: str, code: str) -> str:
    return f"营业执照\n统一社会信用代码 {code}\n名称 {name}\n法定代表人 例一\n登记机关"


def test_two_licences_side_by_side_are_two_sections_each_of_its_enterprise() -> None:
    found = sections_of(licence("例甲有限公司", "91330100799655058B"), licence("例乙有限公司", "91320500MA1XXXXX8K"))
    assert [(one.kind, one.pages, one.entity) for one in found] == [
        ("business_licence", (1, 1), "例甲有限公司"),
        ("business_licence", (2, 2), "例乙有限公司"),
    ]


def report(year: int) -> tuple[str, str]:
    opinion = f"审计报告\n例甲有限公司全体股东：\n我们审计了例甲有限公司财务报表，包括{year}年12月31日的资产负债表，{year}年度的利润表"
    return opinion, f"资产负债表\n编制单位：例甲有限公司\n{year}年12月31日\n流动资产合计 1,000.00 900.00"


def test_reports_of_several_years_in_one_bundle_keep_their_years() -> None:
    found = sections_of(*report(2020), *report(2021), *report(2022))
    assert [(one.kind, one.year) for one in found] == [
        (kind, year) for year in (2020, 2021, 2022) for kind in ("audit_report", "balance_sheet")
    ]


def test_ten_certificates_are_ten_sections() -> None:
    found = sections_of(*(f"发明专利证书\n发明名称：一种机构{n}\n专利号：ZL20201012345{n}.7\n专利权人：例甲有限公司" for n in range(10)))
    assert [one.pages for one in found] == [(n, n) for n in range(1, 11)]


def test_the_day_until_which_something_is_valid_is_not_its_year() -> None:
    (only,) = sections_of("营业执照\n名称 例甲有限公司\n营业期限 2010年3月1日至2030年12月31日")
    assert only.year is None


@given(st.text(alphabet="税收完税证明 合计\nA1072,.3Ⅱ㎡（）\U00020bb7"))
def test_counting_by_codes_counts_the_same_pieces(text: str) -> None:
    found = grams(text)
    codes, counts, words = counted(text)
    by_code = {code: count for gram, count in found.items() if (code := code_of(gram)) is not None}
    assert list(zip(codes.tolist(), counts.tolist(), strict=True)) == list(by_code.items())
    assert list(words.items()) == [(gram, count) for gram, count in found.items() if code_of(gram) is None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A104000 期间费用明细表\n行次 项目 销售费用 管理费用 财务费用\n1 一、职工薪酬 1,204,330.10 6,331,809.40 *", "tax_return"),
        ("涉税信息查询结果告知书\n例样公司：\n经查询，上述期间未发现税收违法违规记录。", "tax_payment_certificate"),
        ("医疗器械注册证\n注册人名称 例样医疗器械有限公司\n产品名称 无菌注射器\n批准日期 有效期至", "product_certificate"),
        ("第十届中国创新创业大赛\n成长企业组\n优秀企业奖\n例样液压有限公司\n中国创新创业大赛组委会", "award"),
    ],
)
def test_papers_of_a_family_are_known_by_what_the_family_is_called(text: str, kind: str) -> None:
    ((part, *_),) = parts_of(text)
    assert part.kind == kind


def test_long_rows_of_figures_are_no_prose() -> None:
    text = """
        编制单位：例样传动科技有限公司 2022年12月31日 单位：元
        资产 期末数 期初数 负债及所有者权益 期末数 期初数
        货币资金 6,230,118.55 5,100,902.17 应付票据 2,000,000.00 1,500,000.00
        应收账款 18,220,441.30 16,004,338.92 预收账款 320,118.00 402,000.00
        固定资产净值 22,118,004.61 实收资本 20,000,000.00 20,000,000.00
        资产合计 未分配利润 负债及所有者权益合计
    """
    ((part,),) = parts_of(text)
    assert part.kind == "balance_sheet"
