"""`docintel names` and `docintel products`: pairs in their order, candidates in a list, and what is no input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_cli import docintel

from docintel.report.schemas import json_schema


def answered(command: str, path: Path, text: str) -> list[dict[str, Any]]:
    """The pairs a command answers with, held to its schema."""
    path.write_text(text, encoding="utf-8")
    ran = docintel(command, path, "--json", "-")
    assert ran.code == 0, ran.err
    face = json.loads(ran.out)
    jsonschema.validate(face, json_schema(command))
    pairs: list[dict[str, Any]] = face["pairs"]
    return pairs


def test_pairs_of_names_are_answered_in_their_order_with_reasons(tmp_path: Path) -> None:
    text = '{"a": "无锡例科有限公司", "b": "苏州例科有限公司"}\n\n{"a": "例科（无锡）有限公司", "b": "无锡例科有限公司", "label": "same"}\n'
    pairs = answered("names", tmp_path / "pairs.jsonl", text)
    assert [(pair["match"], pair["same"]) for pair in pairs] == [("different", False), ("same", True)]
    assert pairs[0]["score"] < pairs[1]["score"]
    assert pairs[0]["reasons"] == [{"zh": "行政区划不同", "en": "the regions differ"}]


def test_a_list_of_names_gives_candidates_the_likeliest_first(tmp_path: Path) -> None:
    text = "例科阀门（无锡）有限公司\n洛阳例茂轴承有限公司\n例科阀门\n无锡例科阀门有限公司\n无锡例料阀门有限公司\n"
    pairs = answered("names", tmp_path / "names.txt", text)
    assert (pairs[0]["a"], pairs[0]["b"], pairs[0]["match"]) == ("例科阀门（无锡）有限公司", "无锡例科阀门有限公司", "same")
    assert {"洛阳例茂轴承有限公司"}.isdisjoint(name for pair in pairs for name in (pair["a"], pair["b"]))
    assert any({pair["a"], pair["b"]} == {"无锡例科阀门有限公司", "无锡例料阀门有限公司"} for pair in pairs)


def test_products_are_scored_by_code_and_name(tmp_path: Path) -> None:
    text = (
        '{"a": "晶圆机械手", "b": "硅片机械手", "code_a": "3604010900", "code_b": 3604010900}\n'
        '{"a": "轴承", "b": "大豆油", "code_a": "3604010900", "code_b": "1301010100"}\n'
    )
    pairs = answered("products", tmp_path / "pairs.jsonl", text)
    assert [pair["same"] for pair in pairs] == [True, False]
    assert [pair["level"] for pair in pairs] == ["likely", "different"]
    assert "match" not in pairs[0]


def test_a_list_of_products_gives_those_worth_a_look(tmp_path: Path) -> None:
    pairs = answered("products", tmp_path / "products.txt", "精密滚珠丝杠\n高精度滚珠丝杠\n大豆油\n")
    assert [(pair["a"], pair["b"]) for pair in pairs] == [("精密滚珠丝杠", "高精度滚珠丝杠")]


@pytest.mark.parametrize(
    ("text", "told"), [("", "empty"), ('{"a": "x"}\n', "line 1"), ('{"a": "x", "b": 3}\n', "line 1"), ('{"a": "x", "b": "y"}\n{', "line 2")]
)
def test_what_is_no_pair_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(text, encoding="utf-8")
    ran = docintel("names", path)
    assert ran.code == 2
    assert told in ran.err
