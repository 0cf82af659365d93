"""Writes docs/checks.md: every check and every kind of document, from the packs. `python tests/checks_page.py` writes it anew; a test compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docintel.domain.packs import Packs
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.ownership import OWNERSHIP_CHECKS
from docintel.packs import load_packs
from docintel.simulate.planted_checks import NOT_PLANTED
from docintel.simulate.planted_checks import planted_by
from docintel.simulate.planted_kinds import PLANTED_KINDS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"


def checks_page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    packs = load_packs()
    yield "# 核对规则和材料种类 / Checks and kinds of documents"
    yield ""
    yield "† 数字未与原文核对，或为本系统的提示界限。 / † The numbers were not confirmed in the source, or are limits of ours."
    yield ""
    yield "本页由 `python tests/checks_page.py` 从规则包写出，测试核对其一致。 / Written from the packs by `python tests/checks_page.py`; a test compares."
    for programme in packs.programmes.values():
        yield from ("", f"## {programme.label.zh} / {programme.label.en} (`{programme.id}`)", "")
        yield from ("| 编号 id | 规则 rule | 级别 severity | 依据 clause |", "|---|---|---|---|")
        for rule in programme.checks:
            yield f"| `{rule.id}` | {_both(rule.rule)} | {_severity(rule)} | {_cell(rule.clause)}{'' if rule.verified else ' †'} |"
    yield from ("", "## 股权 / Ownership", "", "| 编号 id | 规则 rule | 依据 clause |", "|---|---|---|")
    for check in OWNERSHIP_CHECKS:
        yield f"| `{check.id}` | {_both(check.rule)} | {_cell(check.clause)} |"
    yield from (
        "",
        "## 各申报之间 / Across applications",
        "",
        "| 编号 id | 规则 rule | 级别 severity | 依据 clause | 可能的正常原因 innocent |",
        "|---|---|---|---|---|",
    )
    for tie in packs.campaign.checks:
        yield f"| `{tie.id}` | {_both(tie.rule)} | {tie.severity.value} | {_cell(tie.clause)} | {_both(tie.innocent)} |"
    yield from ("", "## 能认出的材料 / Kinds of documents", "", "| 种类 kind | 名称 name | 读法 readers |", "|---|---|---|")
    for kind in packs.kinds.values():
        readers = ", ".join(dict.fromkeys(rule.reader.value for rule in kind.facts)) or "—"
        yield f"| `{kind.id}` | {_both(kind.label)} | {readers} |"
    yield from _planted()
    yield from _planted_by_check(packs)


def _planted() -> Iterator[str]:
    """Which kinds of domain.md a made campaign plants."""
    yield from ("", "## 生成的申报中埋入的缺陷 / What made campaigns plant", "")
    yield "`docintel samples campaign`；编号见 domain.md 6.2、9、11.1。 / Numbers are those of domain.md 6.2, 9 and 11.1."
    yield from ("", "| 编号 id | 缺陷或关联 defects or ties | 未埋入的原因 why not |", "|---|---|---|")
    for number, kind in PLANTED_KINDS.items():
        yield f"| {number} | {', '.join(f'`{name}`' for name in kind.by)} | {_cell(kind.why_not)} |"


def _planted_by_check(packs: Packs) -> Iterator[str]:
    """What a made campaign, or a made copy, plants for each check; a check without any says why."""
    yield from ("", "## 每条规则的埋入缺陷 / What is planted for each check", "")
    yield "`docintel samples campaign`、`samples copies`；未埋入的注明原因和所在测试。 / Checks that nothing plants name the reason and their test."
    yield from ("", "| 编号 id | 缺陷或关联 defects or ties | 未埋入的原因 why not |", "|---|---|---|")
    found = planted_by()
    for check in every_check(packs):
        yield f"| `{check}` | {', '.join(f'`{name}`' for name in found.get(check, ()))} | {_cell(NOT_PLANTED.get(check, ''))} |"


def every_check(packs: Packs) -> tuple[str, ...]:
    """The ids of all checks: of programmes, of ownership, across applications."""
    rules = [rule.id for programme in packs.programmes.values() for rule in programme.checks]
    return tuple(dict.fromkeys((*rules, *(check.id for check in OWNERSHIP_CHECKS), *(tie.id for tie in packs.campaign.checks))))


def _severity(rule: CheckRule) -> str:
    """The severity, and the first batch where the rule does not hold for all."""
    return (
        rule.severity.value
        if rule.from_batch is None
        else f"{rule.severity.value}（第{rule.from_batch}批起 / from batch {rule.from_batch}）"
    )


def _both(wording: Wording) -> str:
    return f"{_cell(wording.zh)}<br>{_cell(wording.en)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(checks_page(), encoding="utf-8")
