"""Names after a label: whom a text means by 本企业, and a title, are no names."""

from __future__ import annotations

import pytest
from fact_text import load_packs_once

from docintel.domain.fact import Text
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.extract.typed import NO_NAME
from docintel.extract.typed import typed


def name_in(text: str) -> tuple[str | None, str]:
    """The name that is read, with its own characters of the text; without one, why."""
    concept = load_packs_once().taxonomy["enterprise_name"]
    found = typed(text, concept, FactRule(Reader.KEY_VALUE, concept.id))
    return (found.value.text, text[found.start : found.end]) if isinstance(found.value, Text) else (None, found.why)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本企业例样五金制品有限公司", "例样五金制品有限公司"),
        ("我公司：例样五金制品有限公司", "例样五金制品有限公司"),
        ("例样合金股份有限公司曾用名：无", "例样合金股份有限公司"),
        ("例样合金股份有限公司（原名：样例合金厂）", "例样合金股份有限公司"),
        ("兹有例样五金制品有限公司", "例样五金制品有限公司"),
        ("经查询你单位例样五金制品有限公司", "例样五金制品有限公司"),
        ("我会会员单位例样五金制品有限公司", "例样五金制品有限公司"),
        ("样税查〔2023〕0017号例样五金制品有限公司", "例样五金制品有限公司"),
        ("This is to certify that例样五金制品有限公司", "例样五金制品有限公司"),
        ("例样五金制品有限公司，一家依据中国法律设立的有限责任公司", "例样五金制品有限公司"),
        ("本溪例样钢管有限公司", "本溪例样钢管有限公司"),
        ("例样认证有限公司", "例样认证有限公司"),
    ],
)
def test_a_name_is_read_without_what_points_at_it(text: str, name: str) -> None:
    assert name_in(text.replace("：", ":").replace("（", "(").replace("）", ")").replace(" ", "").replace("，", ",")) == (name, name)


@pytest.mark.parametrize("text", ["贵公司", "后附的贵公司", "本单位", "参加社会保险证明", "法定代表人签字", "企业信用信息公示报告"])
def test_what_names_nobody_is_no_name(text: str) -> None:
    assert name_in(text) == (None, NO_NAME)
