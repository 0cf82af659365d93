"""Our packs load; a pack with a mistake is answered with file, line, key, the allowed words and the nearest one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import docintel
from docintel.domain.concept import PeriodKind
from docintel.domain.errors import PackError
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.programme import Programme
from docintel.packs import check_packs
from docintel.packs import load_packs
from docintel.packs import packs_root
from docintel.packs.tree import Problem
from docintel.packs.tree import plain
from docintel.packs.tree import read_tree
from docintel.text.normal import label_key

Overlay = Callable[..., Path]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


@pytest.fixture
def programme(packs: Packs) -> Programme:
    return packs.programmes["little-giant-2022"]


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Writes a province's folder: overlay("gd", {"models/concepts.yaml": "..."})."""

    def write(name: str, files: dict[str, str]) -> Path:
        for file, text in files.items():
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return tmp_path / name

    return write


def tree_and_problems(text: str) -> tuple[object, list[str]]:
    problems: list[Problem] = []
    node = read_tree(dedent(text).encode(), "p.yaml", problems)
    return (None if node is None else plain(node)), [str(problem) for problem in problems]


# ---- what our packs say ----


def test_our_packs_are_usable_and_every_file_is_named_with_its_hash(packs: Packs) -> None:
    assert check_packs() == ()
    assert {"concepts", "products", "little-giant-2022"} <= {version.id for version in packs.versions}
    assert all(len(version.sha256) == 64 and version.overlay is None for version in packs.versions)


def test_every_field_and_part_of_the_form_has_a_concept(packs: Packs, programme: Programme) -> None:
    used = [field.concept for field in programme.fields] + [part.concept for field in programme.fields for part in field.parts]
    assert [concept for concept in used if concept not in packs.taxonomy] == []


def test_all_evidence_speaks_of_concepts(packs: Packs, programme: Programme) -> None:
    assert [concept for rule in programme.evidence for concept in rule.concepts if concept not in packs.taxonomy] == []


def test_the_form_has_its_nine_parts_and_a_cover(programme: Programme) -> None:
    assert [section.id for section in programme.form] == ["cover", "a", "b", "c", "d", "e", "f", "g", "h", "i"]


def test_a_label_of_the_form_leads_to_one_field(programme: Programme) -> None:
    labels = [(label_key(label), field.id) for field in programme.fields for label in {field.label.zh, *field.aliases}]
    assert len(labels) > 96
    assert len({label for label, _ in labels}) == len(set(labels))


def test_a_label_of_a_statement_leads_to_one_concept_or_says_under_which_row(packs: Packs) -> None:
    rows: dict[tuple[str, str], list[str]] = {}
    for concept in packs.taxonomy.concepts.values():
        for statement in concept.statements:
            for label in {label_key(text) for text in (concept.label.zh, *concept.aliases)}:
                rows.setdefault((statement, label), []).append(concept.id)
    shared = {key: ids for key, ids in rows.items() if len(ids) > 1}
    assert {label for _, label in shared} == {"优先股", "永续债", "利息收入", "利息支出"}
    assert all(packs.taxonomy[concept].within for ids in shared.values() for concept in ids)


@pytest.mark.parametrize(
    ("printed", "concept"),
    [
        ("其中：营业收入", "revenue"),
        ("一、营业总收入", "total_revenue"),
        ("五、净利润（净亏损以“－”号填列）", "net_profit"),
        ("1.归属于母公司股东的净利润（净亏损以“-”号填列）", "net_profit_parent"),
        ("归属于母公司所有者权益（或股东权益）合计", "equity_parent"),
        ("所有者权益（或股东权益）合计", "total_equity"),
        ("资产总额（万元）", "total_assets"),
        ("实收资本（或股本）", "paid_in_capital"),
        ("经营活动产生的现金流量净额(元)", "cfo"),
        ("归属于发行人股东扣除非经常性损益后的净利润（万元）", "net_profit_parent_ex_nonrecurring"),
        ("加：期初现金及现金等价物余额", "cash_equivalents_start"),
        ("减：库存股", "treasury_shares"),
    ],
)
def test_labels_as_printed_lead_to_their_concept(packs: Packs, printed: str, concept: str) -> None:
    known = packs.taxonomy[concept]
    assert label_key(printed) in {label_key(text) for text in (known.label.zh, *known.aliases)}


def test_money_is_in_yuan_and_balances_hold_at_an_instant(packs: Packs) -> None:
    assert packs.taxonomy["revenue"].unit == "CNY"
    assert packs.taxonomy["debt_ratio"].unit == "percent"
    assert packs.taxonomy["total_assets"].period is PeriodKind.INSTANT
    assert packs.taxonomy["revenue"].period is PeriodKind.DURATION


def test_the_fifth_batch_looks_back_from_2022(programme: Programme) -> None:
    batch = programme.batch(5)
    assert batch is not None
    assert (batch.last_year, batch.cutoff.isoformat()) == (2022, "2023-04-10")


def test_yes_and_no_stay_words(programme: Programme) -> None:
    flag = next(field for field in programme.fields if field.id == "a.holding_flag")
    assert flag.options == (("yes", "是"), ("no", "否"))


# ---- reading YAML strictly ----


def test_a_key_that_stands_twice_is_told_with_both_lines() -> None:
    _, problems = tree_and_problems("""\
        id: x
        version: "1"
        id: y
        """)
    assert problems == ['p.yaml:3: key "id" stands twice; it stood first in line 1']


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x [1]\nb: *x", "p.yaml:1: anchors and aliases are not read"),
        ("a: !!python/object:os.system x", "p.yaml:1: tags"),
        ("a: " + "[" * 60 + "]" * 60, "p.yaml:1: nested deeper than 24 levels"),
        ("a: 1\n---\nb: 2", "p.yaml:2: a pack file holds one document"),
        ("- a\n- b", "p.yaml:1: a pack is a mapping"),
        ("", "p.yaml:1: a pack is a mapping"),
        ("x: 1\na: b: c", "p.yaml:2: not YAML: mapping values are not allowed in this context"),
        ("? [a]\n: b", "p.yaml:1: a key is a plain word"),
    ],
)
def test_what_a_pack_may_not_hold(text: str, problem: str) -> None:
    tree, problems = tree_and_problems(text)
    assert tree is None
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_bytes_that_are_not_utf8_are_told_with_their_line() -> None:
    problems: list[Problem] = []
    assert read_tree("id: x\nlabel: 审计报告".encode("gb18030"), "p.yaml", problems) is None
    assert str(problems[0]) == "p.yaml:2: not UTF-8; save the file as UTF-8"


def test_scalars_stay_as_written() -> None:
    tree, _ = tree_and_problems("""\
        share: 0.10
        day: 2023-04-10
        answer: no
        none: ~
        quoted: ""
        """)
    assert tree == {"share": "0.10", "day": "2023-04-10", "answer": "no", "none": None, "quoted": ""}


# ---- mistakes in packs ----

BROKEN_KIND = """\
    id: gd_report
    version: "1"
    label: {zh: 某报告, en: ""}
    colour: red
    titles: 某报告
    cues: [会计师, {text: 目录, weight: minus}]
    facts:
      - {reader: label_right, concept: revenue}
      - {reader: label_right, concept: uscc, lables: 代码}
      - concept: revenue
        reader: tabel_row
    """


def test_all_mistakes_of_a_file_are_told_together_in_the_order_of_its_lines(overlay: Overlay) -> None:
    messages = check_packs((overlay("gd", {"extractors/gd_report.yaml": BROKEN_KIND}),))
    assert [re.sub("; allowed: [a-z_, ]+", "; allowed: ...", message) for message in messages] == [
        "gd/extractors/gd_report.yaml:3: label a wording needs both its Chinese and its English text",
        'gd/extractors/gd_report.yaml:4: "colour": not a key here; allowed: ...',
        'gd/extractors/gd_report.yaml:6: cues[1].weight "minus": Input should be a valid number, unable to parse string as a number',
        'gd/extractors/gd_report.yaml:9: facts[1] "lables": not a key here; allowed: ...; did you mean labels?',
        'gd/extractors/gd_report.yaml:11: facts[2].reader "tabel_row": not a reader; allowed: ...; did you mean table_row?',
    ]
    assert f"allowed: {', '.join(Reader)};" in messages[-1]


def test_load_packs_raises_what_check_packs_tells(overlay: Overlay) -> None:
    folder = overlay("gd", {"extractors/gd_report.yaml": BROKEN_KIND})
    with pytest.raises(PackError) as told:
        load_packs((folder,))
    assert str(told.value).splitlines() == list(check_packs((folder,)))


def kind(facts: str) -> dict[str, str]:
    return {"extractors/k.yaml": f'id: k\nversion: "1"\nlabel: {{zh: 某, en: some}}\nfacts: [{facts}]\n'}


def test_an_unknown_concept_is_answered_with_the_nearest(overlay: Overlay) -> None:
    (message,) = check_packs((overlay("gd", kind("{reader: label_right, concept: reveneu}")),))
    assert message == 'gd/extractors/k.yaml:4: facts[0].concept "reveneu": not a concept; did you mean revenue?'


def test_a_regular_expression_that_is_none_is_told(overlay: Overlay) -> None:
    (message,) = check_packs((overlay("gd", kind("{reader: pattern, concept: uscc, pattern: '(?P<value>[0-9'}")),))
    assert message.startswith('gd/extractors/k.yaml:4: facts[0].pattern "(?P<value>[0-9": not a regular expression: ')


def test_a_way_to_settle_a_finding_that_nobody_knows_is_told(overlay: Overlay) -> None:
    check = '{id: X1, kind: complete, severity: note, clause: "", settled_by: [explaination], rule: {zh: 某, en: some}}'
    pack = f'id: little-giant-2022\nextends: little-giant-2022\nversion: "1"\nchecks:\n  - {check}\n'
    (message,) = check_packs((overlay("gd", {"models/programmes/p.yaml": pack}),))
    assert "did you mean explanation?" in message


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("{reader: remark, concept: restatement_note}", "remark needs a `pattern`"),
        ("{reader: pattern, concept: uscc, pattern: '[0-9]+'}", "pattern needs a `pattern` with a group (?P<value>...)"),
        ("{reader: table_list, concept: uscc}", "table_list needs `columns`"),
    ],
)
def test_a_reader_is_told_what_it_needs(overlay: Overlay, rule: str, problem: str) -> None:
    assert check_packs((overlay("gd", kind(rule)),)) == (f"gd/extractors/k.yaml:4: facts[0] {problem}",)


def test_a_missing_key_is_told(overlay: Overlay) -> None:
    (message,) = check_packs((overlay("gd", {"extractors/k.yaml": 'id: k\nversion: "1"\n'}),))
    assert message == "gd/extractors/k.yaml:1: label is missing"


def test_words_may_be_written_short(overlay: Overlay) -> None:
    text = """\
        id: k
        version: 2
        label: {zh: 某, en: some}
        titles: 某证书
        cues: [某, {text: 目录, weight: -1}]
        facts: [statement]
        """
    found = load_packs((overlay("gd", {"extractors/k.yaml": text}),)).kinds["k"]
    assert (found.version, found.titles) == ("2", ("某证书",))
    assert [(cue.text, cue.weight) for cue in found.cues] == [("某", 1.0), ("目录", -1.0)]
    assert [rule.reader.value for rule in found.facts] == ["statement"]


def test_a_file_in_no_place_of_packs_is_told(overlay: Overlay) -> None:
    (message,) = check_packs((overlay("gd", {"extractor/k.yaml": "id: k"}),))
    assert message.startswith('gd/extractor/k.yaml: "extractor/k.yaml": not a place of packs; allowed: ')


def test_a_folder_that_is_not_there_or_holds_no_packs_is_told(tmp_path: Path) -> None:
    assert check_packs((tmp_path / "nowhere",)) == (f"{tmp_path / 'nowhere'}: no such folder of packs",)
    (tmp_path / "empty").mkdir()
    (message,) = check_packs((tmp_path / "empty",))
    assert message.startswith("empty: no packs in this folder; they belong in ")


def test_kinds_of_documents_named_as_evidence_must_be_there(overlay: Overlay) -> None:
    text = """\
        id: little-giant-2022
        extends: little-giant-2022
        version: gd-1
        evidence: [{concepts: revenue, kinds: [income_statment]}]
        """
    (message,) = check_packs((overlay("gd", {"models/programmes/gd.yaml": text}),))
    assert message.startswith('gd/models/programmes/gd.yaml:4: evidence[2].kinds[0] "income_statment": not a kind of document')
    assert message.endswith("did you mean income_statement?")


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        ("revenue[y1] >= wan(5000", "checks[0].formula formula 'revenue[y1] >= wan(5000' cannot be read at character "),
        (
            "revenue.real >= 1",
            "checks[0].formula formula 'revenue.real >= 1', character 1: Attribute is not part of the language of formulas",
        ),
        ("revnue[y1] >= 1", 'checks[0].formula "revnue": not a concept or list; did you mean revenue?'),
    ],
)
def test_a_formula_outside_the_language_or_of_unknown_names_is_told(overlay: Overlay, formula: str, problem: str) -> None:
    text = f"""\
        id: gd-giant
        version: "1"
        extends: little-giant-2022
        remove: [{", ".join(rule.id for rule in load_packs().programmes["little-giant-2022"].checks)}]
        checks: [{{id: G1, kind: holds, rule: {{zh: 某, en: some}}, severity: note, clause: 某条, formula: "{formula}"}}]
        """
    (message,) = check_packs((overlay("gd", {"models/programmes/gd.yaml": text}),))
    assert message.startswith(f"gd/models/programmes/gd.yaml:5: {problem}")


def test_what_is_judged_by_number_needs_a_formula(overlay: Overlay) -> None:
    text = """\
        id: little-giant-2022
        version: gd-1
        extends: little-giant-2022
        criteria: [{id: gd, aspect: chain, label: {zh: 某, en: some}, kind: numeric, clause: 某条, source: 某文, verified: false}]
        """
    (message,) = check_packs((overlay("gd", {"models/programmes/gd.yaml": text}),))
    assert message.endswith("gd: numeric needs a `formula`")


def test_one_label_for_two_fields_is_told(overlay: Overlay) -> None:
    text = """\
        id: little-giant-2022
        extends: little-giant-2022
        version: gd-1
        form: [{id: a, fields: [{id: a.gd, concept: titles, label: {zh: 邮 编, en: Code}}]}]
        """
    (message,) = check_packs((overlay("gd", {"models/programmes/gd.yaml": text}),))
    assert message == 'gd/models/programmes/gd.yaml:4: form label "邮编" of a.gd is also a label of a.zip'


def test_two_rows_of_a_statement_with_one_label_must_say_where_they_stand(overlay: Overlay) -> None:
    text = """\
        id: concepts
        extends: concepts
        version: gd-1
        concepts: [{id: gd_cash, label: {zh: 货币资金, en: Cash}, period: instant, value: money, statements: [balance_sheet]}]
        """
    (message,) = check_packs((overlay("gd", {"models/concepts.yaml": text}),))
    assert message.endswith('label "货币资金" of gd_cash is also a label of cash; say `within` which row each stands')


# ---- where packs are found ----


def test_a_checkout_finds_its_packs_at_its_root() -> None:
    assert (packs_root() / "models" / "concepts.yaml").is_file()


def test_packs_beside_the_modules_come_first(tmp_path: Path) -> None:
    package = Path(docintel.__file__).parent
    shutil.copytree(package, tmp_path / "docintel", ignore=shutil.ignore_patterns("__pycache__", "_packs"))
    for folder in ("extractors", "models"):
        shutil.copytree(packs_root() / folder, tmp_path / "docintel" / "_packs" / folder)
    code = "import docintel.packs as p; print(p.packs_root()); print(len(p.load_packs().taxonomy.concepts))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    root, count = ran.stdout.splitlines()
    assert Path(root) == tmp_path / "docintel" / "_packs"
    assert int(count) == len(load_packs().taxonomy.concepts)
