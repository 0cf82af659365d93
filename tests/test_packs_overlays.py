"""A province's packs over ours: lists merge by what their items go by, removals are said aloud, the order of overlays counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.packs import check_packs
from docintel.packs import load_packs
from docintel.packs.merge import Merge
from docintel.packs.merge import merged
from docintel.packs.tree import Node
from docintel.packs.tree import Place
from docintel.packs.tree import Problem
from docintel.packs.tree import plain
from docintel.packs.tree import read_tree

Overlay = Callable[[str, str], Path]
PROGRAMME = "little-giant-2022"


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Writes a folder with one programme overlay of the same id and returns it: overlay("gd", "batches: ...")."""

    def write(name: str, body: str) -> Path:
        path = tmp_path / name / "models" / "programmes" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"id: {PROGRAMME}\nextends: {PROGRAMME}\nversion: {name}-1\n{dedent(body)}", encoding="utf-8")
        return tmp_path / name

    return write


def tree(text: str) -> Node:
    problems: list[Problem] = []
    node = read_tree(dedent(text).encode(), "p.yaml", problems)
    assert node is not None
    assert problems == []
    return node


def laid(base: str, *overlays: str) -> object:
    node = tree(base)
    for text in overlays:
        node = merged(node, tree(text), Merge())
    return plain(node)


BASE = """\
    id: p
    version: "1"
    label: {zh: 某, en: some}
    criteria:
      - {id: share, threshold: "10", label: {zh: 占有率, en: share}}
      - {id: debt, threshold: "70"}
    titles: [某表, 某报告]
    """


# ---- the laws ----


def test_an_item_is_merged_by_its_id_and_keeps_its_place() -> None:
    over = """\
        id: p
        extends: p
        version: gd-1
        criteria: [{id: share, threshold: "15"}, {id: score, threshold: "60"}]
        """
    criteria = laid(BASE, over)["criteria"]  # type: ignore[index]
    assert criteria == [
        {"id": "share", "threshold": "15", "label": {"zh": "占有率", "en": "share"}},
        {"id": "debt", "threshold": "70"},
        {"id": "score", "threshold": "60"},
    ]


def test_words_are_added_after_ours_and_once() -> None:
    over = "{id: p, extends: p, version: gd-1, titles: [某报告, 某册]}"
    assert laid(BASE, over)["titles"] == ["某表", "某报告", "某册"]  # type: ignore[index]


def test_the_order_of_evidence_is_the_overlays() -> None:
    base = "{id: p, version: '1', evidence: [{concepts: [revenue], kinds: [a, b]}]}"
    over = "{id: p, extends: p, version: gd-1, evidence: [{concepts: [revenue], kinds: [b]}]}"
    assert laid(base, over)["evidence"] == [{"concepts": ["revenue"], "kinds": ["b"]}]  # type: ignore[index]


def test_evidence_goes_by_its_first_concept_and_loses_none() -> None:
    base = "{id: p, version: '1', evidence: [{concepts: [revenue, net_profit], kinds: [a]}]}"
    over = "{id: p, extends: p, version: gd-1, evidence: [{concepts: [revenue], required: true}]}"
    assert laid(base, over)["evidence"] == [  # type: ignore[index]
        {"concepts": ["revenue", "net_profit"], "kinds": ["a"], "required": "true"}
    ]


def test_the_later_overlay_counts() -> None:
    one = "{id: p, extends: p, version: one-1, criteria: [{id: debt, threshold: '60'}]}"
    two = "{id: p, extends: p, version: two-1, criteria: [{id: debt, threshold: '50'}]}"
    assert laid(BASE, one, two)["criteria"][1]["threshold"] == "50"  # type: ignore[index]
    assert laid(BASE, two, one)["criteria"][1]["threshold"] == "60"  # type: ignore[index]


def test_removing_and_saying_anew_replaces_an_item_whole() -> None:
    over = "{id: p, extends: p, version: gd-1, remove: [share], criteria: [{id: share, threshold: '12'}]}"
    assert laid(BASE, over)["criteria"][-1] == {"id": "share", "threshold": "12"}  # type: ignore[index]


def test_what_is_removed_and_replaced_is_told_by_its_path() -> None:
    merge = Merge()
    over = "{id: p, extends: p, version: gd-1, remove: [debt, titles/某表], criteria: [{id: share, threshold: '15'}]}"
    merged(tree(BASE), tree(over), merge)
    assert merge.removed == ["criteria/debt", "titles/某表"]
    assert merge.replaced == ["criteria/share/threshold"]
    assert merge.problems == []


def test_a_word_is_removed_only_with_its_list() -> None:
    merge = Merge()
    merged(tree(BASE), tree("{id: p, extends: p, version: gd-1, remove: [某表]}"), merge)
    assert [str(problem) for problem in merge.problems] == ['p.yaml:1: remove "某表": not there to be removed; allowed: debt, share']


ids = st.sampled_from(["a", "b", "c", "d"])
scalars = st.sampled_from(["1", "2", "3"])


def node(value: object) -> Node:
    place = Place("p.yaml", 1)
    if isinstance(value, dict):
        return Node({key: node(child) for key, child in value.items()}, place)
    return Node(tuple(node(child) for child in value), place) if isinstance(value, list) else Node(str(value), place)


@st.composite
def trees(draw: st.DrawFn, *, removals: bool = False) -> Node:
    """A pack with criteria by id, words, and a plain key; as an overlay perhaps with removals."""
    criteria = [{"id": name, "threshold": draw(scalars)} for name in draw(st.lists(ids, unique=True))]
    body: dict[str, object] = {"id": "p", "version": "1", "criteria": criteria, "titles": draw(st.lists(ids, unique=True))}
    if draw(st.booleans()):
        body["source"] = draw(scalars)
    if removals:
        body["remove"] = draw(st.lists(ids, unique=True))
    return node(body)


@given(base=trees(), over=trees(removals=True))
def test_laying_an_overlay_twice_is_laying_it_once(base: Node, over: Node) -> None:
    once = merged(base, over, Merge())
    assert _unordered(merged(once, over, Merge())) == _unordered(once)


def _unordered(tree: Node) -> object:
    """What a pack says, without the order of its criteria: what is removed and said anew moves to the end."""
    return {
        key: sorted(map(str, child.items and [plain(item) for item in child.items])) or child.value for key, child in tree.mapping.items()
    }


@given(base=trees())
def test_an_empty_overlay_changes_nothing_but_the_version(base: Node) -> None:
    merge = Merge()
    over = node({"id": "p", "extends": "p", "version": "gd-1"})
    assert plain(merged(base, over, merge)) == {**plain(base), "version": "gd-1", "extends": "p"}  # type: ignore[dict-item]
    assert (merge.removed, merge.replaced, merge.problems) == ([], [], [])


@given(base=trees(), one=trees(), two=trees())
def test_no_overlay_without_removals_loses_an_id(base: Node, one: Node, two: Node) -> None:
    both = merged(merged(base, one, Merge()), two, Merge())
    found = [item.get("id").text for item in both.get("criteria").items]
    wanted = {item.get("id").text for tree in (base, one, two) for item in tree.get("criteria").items}
    assert len(found) == len(set(found))
    assert set(found) == wanted


# ---- over our own packs ----


def test_an_overlay_has_its_own_version_and_says_what_it_changes(overlay: Overlay) -> None:
    packs = load_packs((overlay("gd", "remove: [a.fax]\nbatches: [{number: 5, cutoff: 2023-04-05}]\n"),))
    programme = packs.programmes[PROGRAMME]
    batch = programme.batch(5)
    assert batch is not None
    assert (batch.last_year, batch.cutoff.isoformat()) == (2022, "2023-04-05")
    assert "a.fax" not in {field.id for field in programme.fields}
    assert [(version.version, version.overlay) for version in packs.versions if version.id == PROGRAMME] == [("1", None), ("gd-1", "gd")]
    assert packs.notices == (
        f"gd/models/programmes/gd.yaml: 去掉 / removed form/a/fields/a.fax ({PROGRAMME})",
        f"gd/models/programmes/gd.yaml: 改写 / replaced batches/5/cutoff ({PROGRAMME})",
    )


def test_a_new_id_leaves_ours_as_it_is(overlay: Overlay) -> None:
    folder = overlay("gd", "remove: [a.fax]\n")
    file = folder / "models" / "programmes" / "gd.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"id: {PROGRAMME}\n", "id: gd-giant\n", 1), encoding="utf-8")
    programmes = load_packs((folder,)).programmes
    assert "a.fax" in {field.id for field in programmes[PROGRAMME].fields}
    assert "a.fax" not in {field.id for field in programmes["gd-giant"].fields}
    assert programmes["gd-giant"].extends == PROGRAMME


def test_an_option_is_replaced_by_its_word_and_others_stay(overlay: Overlay) -> None:
    body = "form: [{id: a, fields: [{id: a.type, options: {joint: 中外合资, collective: 集体}}]}]\n"
    programme = load_packs((overlay("gd", body),)).programmes[PROGRAMME]
    options = dict(next(field for field in programme.fields if field.id == "a.type").options)
    assert options == {"state": "国有", "joint": "中外合资", "private": "民营", "foreign": "外资", "collective": "集体"}


def test_removing_what_is_not_there_is_answered_with_the_nearest(overlay: Overlay) -> None:
    (message,) = check_packs((overlay("gd", "remove: [a.faks]\n"),))
    assert message == 'gd/models/programmes/gd.yaml:4: remove "a.faks": not there to be removed; did you mean a.fax?'


def test_the_same_overlay_twice_is_no_mistake(overlay: Overlay) -> None:
    folder = overlay("gd", "remove: [a.fax]\n")
    assert load_packs((folder, folder)).programmes == load_packs((folder,)).programmes


def test_an_id_that_is_taken_must_be_extended(overlay: Overlay) -> None:
    folder = overlay("gd", "")
    file = folder / "models" / "programmes" / "gd.yaml"
    file.write_text(f"id: {PROGRAMME}\nversion: gd-1\n", encoding="utf-8")
    assert check_packs((folder,)) == (
        (
            f'gd/models/programmes/gd.yaml:1: id "{PROGRAMME}" is taken by models/programmes/{PROGRAMME}.yaml; '
            f"to lay this over it, write `extends: {PROGRAMME}`"
        ),
    )


def test_an_overlay_needs_its_own_version(overlay: Overlay) -> None:
    folder = overlay("gd", "")
    (folder / "models" / "programmes" / "gd.yaml").write_text(f"id: {PROGRAMME}\nextends: {PROGRAMME}\n", encoding="utf-8")
    assert check_packs((folder,)) == ("gd/models/programmes/gd.yaml:1: version is missing",)


def test_an_overlay_of_words_is_one_file(tmp_path: Path) -> None:
    file = tmp_path / "gd" / "models" / "products.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("id: products\nextends: products\nversion: gd-1\naliases: [[某甲, 某乙]]\ngeneric_words: [某]\n", encoding="utf-8")
    packs = load_packs((tmp_path / "gd",))
    assert packs.products.aliases[-1] == ("某甲", "某乙")
    assert len(packs.products.aliases) == len(load_packs().products.aliases) + 1
    assert packs.products.generic_words[-1] == "某"
