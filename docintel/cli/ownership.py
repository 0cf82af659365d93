"""`docintel ownership`: control from stakes and agreements, each answer in the vocabulary of the ownership cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated
from typing import Any

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.domain.control import ControlProfiles
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.ownership.cases import ANSWERS
from docintel.ownership.cases import FORMAT
from docintel.ownership.cases import CaseError
from docintel.ownership.cases import answers
from docintel.ownership.cases import case_of
from docintel.packs import load_packs

CaseFile = Annotated[Path, typer.Argument(metavar="FILE.json", help="持股和协议（docintel-ownership-cases/1） / stakes and agreements")]
UNASKED = ("not_controls", "flags_absent")


def ownership(case_file: CaseFile, json_out: JsonOption = None, packs: PacksOption = None, lang: Lang = Language.ZH) -> None:
    """谁控制谁：从持股和协议算出控制关系，附证明路径和翻转幅度。 / Who controls whom: from stakes and agreements, with proof and margin."""
    told = _read(case_file)
    profiles = load_packs(tuple(packs or ())).control
    try:
        cases = [_answered(one, profiles) for one in told["cases"]]
    except (CaseError, KeyError) as error:
        raise UsageError(f"{case_file}: {error}") from error
    written = json.dumps({"format": FORMAT, "cases": cases}, ensure_ascii=False, indent=1)
    if json_out is not None:
        write_text(json_out, written + "\n")
    _ = lang
    for case in cases:
        for variant in case["variants"]:
            output.print(f"{case['id']}: " + json.dumps(variant, ensure_ascii=False), highlight=False, markup=False)


def _read(path: Path) -> dict[str, Any]:
    """The file as JSON; a single case is a file of one."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError(f"{path}: 不是可读的JSON：{error} / is no readable JSON: {error}") from error
    if isinstance(told, dict) and isinstance(told.get("cases"), list):
        return told
    if isinstance(told, dict) and "edges" in told:
        return {"cases": [told]}
    raise UsageError(f"{path}: 没有 cases 或 edges / holds neither `cases` nor `edges`")


def _answered(told: dict[str, Any], profiles: ControlProfiles) -> dict[str, Any]:
    """One case with the answers to what each variant asks, to everything where it asks for nothing."""
    case = case_of(told)
    variants = told.get("variants") or [{}]
    asked = [_asked(variant) for variant in variants]
    return {
        "id": case.id,
        "variants": [answers(case, variant.get("options", {}), keys, profiles) for variant, keys in zip(variants, asked, strict=True)],
    }


def _asked(variant: dict[str, Any]) -> dict[str, Any]:
    """The keys a variant names, all of them where it names none."""
    expect = variant.get("expect")
    if not expect:
        return {key: None for key in ANSWERS if key not in UNASKED}
    return dict(expect) if isinstance(expect, dict) else dict.fromkeys(expect)
