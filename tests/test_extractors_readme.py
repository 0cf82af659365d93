"""extractors/README.md teaches with an example; here it is done as it stands there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from docintel.domain.concept import Concept
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.kind import Column
from docintel.domain.kind import Cue
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.packs import load_packs
from docintel.review.reading import ReadFile
from docintel.review.reading import read_file


@pytest.fixture(scope="module")
def taught(root: Path) -> str:
    return (root / "extractors" / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(taught: str, tmp_path_factory: pytest.TempPathFactory) -> ReadFile:
    """The page of the example, read with the two packs of the example."""
    folder = tmp_path_factory.mktemp("taught")
    for name, body in re.findall(r"`my-packs/([^`]+)`\n\n```yaml\n(.*?)```", taught, re.DOTALL):
        path = folder / "my-packs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    page = re.search(r"```text\n(.*?)```", taught, re.DOTALL)
    assert page is not None
    (folder / "证书.txt").write_text(page[1], encoding="utf-8")
    return read_file(submitted_file(folder / "证书.txt"), load_packs((folder / "my-packs",)), Limits())


def said(fact: Fact) -> str:
    match fact.value:
        case Text(text=text):
            return text
        case Date(day=day):
            return day.isoformat()
        case Identifier(code=code):
            return code
        case _:
            return repr(fact.value)


def test_the_example_reads_what_its_table_says(taught: str, read: ReadFile) -> None:
    promised = dict(re.findall(r"^\| `(\w+)` \| (\S+) \|$", taught.partition("## 可用的读法")[0], re.MULTILINE))
    assert len(promised) == 6
    assert {str(fact.concept): said(fact) for fact in read.facts} == promised
    assert [section.kind for section in read.document.sections] == ["discharge_permit"]


def test_every_fact_of_the_example_points_at_its_line(read: ReadFile) -> None:
    assert all(fact.source.spans and fact.source.text for fact in read.facts)


def test_every_reader_is_taught(taught: str) -> None:
    table = taught.partition("## 可用的读法")[2].partition("## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) - {"reader"} == set(Reader)


@pytest.mark.parametrize(
    ("heading", "nouns"),
    [
        ("of a kind (", (DocumentKind,)),
        ("of a rule in `facts`", (FactRule,)),
        ("of a column and of a cue", (Column, Cue)),
        ("of a concept:", (Concept,)),
    ],
)
def test_every_key_that_a_pack_may_have_is_described_with_an_example(taught: str, heading: str, nouns: tuple[type, ...]) -> None:
    table = taught.partition(heading)[2].partition("\n\n")[2].partition("\n\n")[0]
    told = {row.split("|")[1].strip(" `"): [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[2:5]] for row in table.splitlines()[2:]}
    assert set(told) == {one.name for noun in nouns for one in fields(noun)}
    assert [key for key, cells in told.items() if not all(cells)] == []
