"""A stored review comes back as it was: the face of what was read from a face is that face."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fact_text import load_packs_once
from review_made import review_made

from docintel.domain.errors import UsageError
from docintel.domain.verdict import Status
from docintel.report.decode import review_of
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.report.stored_reviews import stored_faces


@pytest.mark.parametrize("status", [Status.MET, Status.UNMET])
def test_a_review_comes_back_as_it_was(status: Status) -> None:
    face = review_face(review_made(evidenced=status))
    assert written(review_face(review_of(face, load_packs_once().taxonomy))) == written(face)


def test_files_and_folders_give_their_reviews_one_by_one(tmp_path: Path) -> None:
    face = written(review_face(review_made()))
    (tmp_path / "a.json").write_text(face, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"schema": "docintel/reviews/1", "reviews": [json.loads(face)] * 2}), encoding="utf-8")
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert len(list(stored_faces([tmp_path]))) == 3


def test_a_named_file_that_is_no_review_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"schema": "docintel/review/1"}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.json"):
        list(stored_faces([tmp_path / "a.json"]))
