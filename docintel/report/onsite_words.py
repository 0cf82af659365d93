"""What stands on an on-site sheet, in both languages; reading a filled sheet goes by the same words."""

from __future__ import annotations

from types import MappingProxyType

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.face_parts import WordingFace
from docintel.report.onsite import Sheet
from docintel.report.onsite import SheetMatter
from docintel.report.onsite import SheetRow

LONGEST = 400  # characters of a text on a sheet: more would lengthen a narrow column over many pages
TITLE = Wording("现场检查记录表", "On-site inspection sheet")
COLUMNS = MappingProxyType(
    {
        "code": Wording("序号／行码", "No. / code"),
        "label": Wording("填报项", "Declared item"),
        "year": Wording("年度", "Year"),
        "declared": Wording("申报填报值", "Declared value"),
        "evidence": Wording("佐证材料及页码", "Evidence, page"),
        "original": Wording("应查看的原件", "Original to see"),
        "seen": Wording("现场所见值（写明单位）", "Value seen (with unit)"),
        "photos": Wording("照片编号", "Photo numbers"),
        "remarks": Wording("备注", "Remarks"),
    }
)
WIDTHS = MappingProxyType(
    {"code": 14, "label": 20, "year": 7, "declared": 20, "evidence": 23, "original": 19, "seen": 24, "photos": 11, "remarks": 16}
)
"""Of each column, in half-width characters; together a page of A4 lying down."""

VALUES = Wording("一、填报值与原件核对", "1. Declared values against originals")
MATTERS = Wording("二、需核实事项", "2. Matters to verify")
MATTER = Wording("事项", "Matter")
VERIFIED = Wording("核实情况（相符／不符／未见原件）", "Verified (agrees / disagrees / no original)")
RESULT = Wording("三、检查结论", "3. Conclusion")
CONCLUSION = Wording("本次检查是否有经两名检查人员确认的重大不一致", "Was there a material discrepancy that both inspectors confirm")
FOUND = Wording("结论（无／有／未完成）", "Conclusion (none / found / not finished)")
NO_ROWS = Wording("没有可供核对的填报值，请在空行中手填。", "There are no declared values to check; please fill in the blank rows.")
NO_MATTERS = Wording("无", "none")
HOW = Wording(
    "填写说明：在“现场所见值”栏写所见原件上的数值和单位；未见到写“未见”；照片写编号。行码用于读回，请勿修改；可加行、可调整顺序。",
    "Write the value of the original with its unit under “Value seen”; write “not seen” where there is none. Row codes are read back: leave them. Rows may be added and moved.",
)
DATE = Wording("检查日期", "Date")
PLACE = Wording("检查地点", "Place")
SIGNATURES = (
    Wording("检查人员一（签名）", "Inspector 1 (signature)"),
    Wording("检查人员二（签名）", "Inspector 2 (signature)"),
    Wording("企业负责人（签名、盖章）", "Enterprise (signature, seal)"),
)
DAY = Wording("日期：    年    月    日", "Date:")
BLANK_ROWS = 3
CHOICES = MappingProxyType(
    {"matter": Wording("相符,不符,未见原件", "agrees,disagrees,no original"), "found": Wording("无,有,未完成", "none,found,not finished")}
)


def said(wording: Wording | WordingFace, language: Language) -> str:
    """One of the two texts."""
    return wording.zh if language is Language.ZH else wording.en


def labelled(row: SheetRow, language: Language) -> str:
    """What is declared; of a listed thing with its number (授权号（201911273676.7）)."""
    item = "" if row.item is None else row.item.rpartition(":")[2]
    return said(row.label, language) + (f"（{item}）" if item else "")


def row_texts(number: int, row: SheetRow, language: Language) -> list[str]:
    """The cells of a row in the order of the columns; what is filled in on site is empty."""
    unit = row.unit or ""
    declared = row.declared if not unit or row.declared.endswith(unit) else f"{row.declared} {unit}"
    label = labelled(row, language)
    year = "" if row.year is None else str(row.year)
    return [f"{number} {row.code}", label, year, declared, said(row.evidence, language), said(row.original, language), "", "", ""]


def matter_texts(number: int, matter: SheetMatter, language: Language) -> list[str]:
    """The cells of a matter: code, matter, and blanks for what was verified, photos and remarks."""
    return [f"{number} {matter.code}", said(matter.title, language), "", "", ""]


def heading(sheet: Sheet, language: Language) -> list[str]:
    """The lines above the tables."""
    name, code = said(Wording("企业名称", "Enterprise"), language), said(Wording("统一社会信用代码", "Credit code"), language)
    number = said(Wording("样本序号", "Place in the sample"), language)
    return [f"{name}：{sheet.applicant}", f"{code}：{sheet.uscc or '—'}", f"{number}：{sheet.number}"]
