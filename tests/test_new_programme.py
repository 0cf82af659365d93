"""docs/new-programme.md teaches a programme: its example is carried out here as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_cli import docintel

from docintel.domain.packs import Packs
from docintel.domain.review import Review
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.review import Order
from docintel.review import review_submission


@pytest.fixture(scope="module")
def taught(root: Path) -> str:
    return (root / "docs" / "new-programme.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(taught: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the page: those it names before a block."""
    folder = tmp_path_factory.mktemp("taught")
    for name, body in re.findall(r"^`((?:my-packs|application)/[^`]+)`\n\n```\w+\n(.*?)```", taught, re.DOTALL | re.MULTILINE):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def packs(folder: Path) -> Packs:
    return load_packs((folder / "my-packs",))


@pytest.fixture(scope="module")
def review(folder: Path, packs: Packs) -> Review:
    with open_submission(folder / "application") as submission:
        return review_submission(submission, packs, Order())


def test_every_condition_comes_out_as_its_table_says(taught: str, review: Review) -> None:
    promised = re.findall(r"^\| `(\w+)` \| (\w+) \| (\w+) \|$", taught, re.MULTILINE)
    assert len(promised) == 7
    assert [(one.criterion, one.declared.status.value, one.evidenced.status.value) for one in review.verdicts] == promised


def test_the_disagreement_is_found_with_what_it_would_change(review: Review) -> None:
    found = [finding for finding in review.findings if finding.check == "H01"]
    assert [str(finding.outcome) for finding in found] == ["disagree"]
    assert [flip.criterion for flip in found[0].flips] == ["high_tech_revenue"]


def test_no_check_of_another_programme_is_carried_out(review: Review) -> None:
    assert {finding.check for finding in review.findings} <= {"H01", "H02"}


def test_every_number_of_the_example_is_marked_as_not_confirmed(review: Review, packs: Packs) -> None:
    assert not any(verdict.verified for verdict in review.verdicts)
    assert not any(item.verified for table in packs.programmes["high-tech-2016"].scores for item in table.items)


EDITION = """
id: high-tech-2027
extends: high-tech-2016
version: my-1
batches:
  - {number: 2027, last_year: 2026, cutoff: 2027-08-31, source: 示例}
criteria:
  - {id: high_tech_revenue, formula: "percent(high_tech_revenue[y1], revenue[y1]) >= 50", threshold: 50%}
"""


def test_the_commands_of_the_page_say_what_would_change_and_replay_a_later_edition(folder: Path) -> None:
    packs, review = str(folder / "my-packs"), str(folder / "review.json")
    told = docintel("review", str(folder / "application"), "--packs", packs, "--json", review).out
    assert "若采用佐证值：近一年高新技术产品收入占总收入60%以上 符合 → 不符合" in told
    assert "第10行第2列" in told
    (folder / "my-packs" / "models" / "programmes" / "high-tech-2027.yaml").write_text(EDITION, encoding="utf-8")
    replayed = docintel("replay", review, "--programme", "high-tech-2027", "--packs", packs).out
    assert "门槛 60% → 50%" in replayed
    assert "不变 6，改变 1" in replayed
    assert "规则包与审核时不同" not in replayed  # an edition was added, none changed
