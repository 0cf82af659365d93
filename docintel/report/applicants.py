"""Reviews stored as JSON -> applicants of a campaign: only what campaign checks look at is kept, one Review in memory at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from docintel.campaign import CONCEPTS
from docintel.campaign import Applicant
from docintel.campaign import Mention
from docintel.campaign import Place
from docintel.campaign import ShownPicture
from docintel.campaign import StatedParty
from docintel.campaign import StatedStake
from docintel.campaign import SubmittedPaper
from docintel.domain.errors import UsageError

REVIEW, REVIEWS = "docintel/review/1", "docintel/reviews/1"


def stored_applicants(paths: Iterable[Path]) -> Iterator[Applicant]:
    """The applicants of Review files and of folders of them (any depth); JSON files of other kinds in folders are passed over.

    UsageError names a file that was given and is no Review, and a Review that is not whole.
    """
    for file, review in stored_reviews(paths):
        try:
            yield applicant_of(review)
        except (KeyError, TypeError) as error:
            raise UsageError(f"{file} 不完整 / is not whole: {error}") from error


def stored_reviews(paths: Iterable[Path]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Each Review with the file it stands in, as `stored_applicants` finds them."""
    for path in paths:
        files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        for file in files:
            yield from ((file, review) for review in _of_file(file, named=not path.is_dir()))


def _of_file(file: Path, *, named: bool) -> Iterator[Mapping[str, Any]]:
    try:
        stored = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        if named:
            raise UsageError(f"{file} 不是 JSON / is not JSON: {error}") from error
        return
    schema = stored.get("schema") if isinstance(stored, dict) else None
    if schema not in {REVIEW, REVIEWS}:
        if named:
            raise UsageError(f"{file} 不是 docintel review --json 的结果 / is not a result of docintel review --json")
        return
    try:
        yield from stored["reviews"] if schema == REVIEWS else [stored]
    except (KeyError, TypeError) as error:
        raise UsageError(f"{file} 不完整 / is not whole: {error}") from error


def applicant_of(review: Mapping[str, Any]) -> Applicant:
    """The applicant that a Review tells of."""
    application, documents = review["application"], {one["sha256"]: one["file"] for one in review["documents"]}
    identity, name = str(application["id"]), str(application["name"])
    mentions = tuple(
        _mention(fact, Place(identity, name, documents.get(fact["source"]["document"], ""), **_spot(fact["source"])))
        for fact in review["facts"]
        if fact["concept"] in CONCEPTS and fact["value"] is not None
    )
    papers = tuple(SubmittedPaper(file, digest) for digest, file in documents.items())
    pictures = tuple(
        ShownPicture(Place(identity, name, one["file"], **_spot(picture)), int(picture["looks"], 16))
        for one in review["documents"]
        for picture in one.get("pictures", ())
    )
    stakes = tuple(_stakes(review, identity, name, documents))
    checks = frozenset(card["findings"][0].split("/")[1] for card in review["cards"])
    return Applicant(identity, name, mentions, papers, checks, pictures, stakes)


def _stakes(review: Mapping[str, Any], identity: str, name: str, documents: Mapping[str, str]) -> Iterator[StatedStake]:
    """The stakes that its documents state, each with its place."""
    told = review.get("ownership") or {"parties": (), "holdings": ()}
    parties = {one["id"]: StatedParty(one["name"], one["kind"], one["uscc"]) for one in told["parties"]}
    for held in told["holdings"]:
        source, share = held["source"], held["share"]
        holder, company = (parties.get(held[end], StatedParty(held[end].split(":", 1)[-1], "unknown")) for end in ("holder", "company"))
        mention = None
        if source is not None:
            place = Place(identity, name, documents.get(source["document"], ""), **_spot(source))
            printed = f"{holder.name} {_percent(Fraction(share))}" if share else holder.name
            mention = Mention("holding", str(share), printed, "ownership", place)
        yield StatedStake(holder, company, None if share is None else Fraction(share), mention)


def _percent(share: Fraction) -> str:
    """With two places, as tables print it."""
    return f"{(100 * Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal('0.01'))}%"


def _spot(source: Mapping[str, Any]) -> dict[str, Any]:
    return {"page": source.get("page"), "box": tuple(source.get("box") or ()), "cell": source.get("cell"), "field": source.get("field")}


def _mention(fact: Mapping[str, Any], place: Place) -> Mention:
    until = (fact.get("period") or {}).get("end")
    doubts = tuple(fact["source"]["doubts"])
    return Mention(fact["concept"], str(fact["value"]), fact["printed"], fact["kind"], place, until, fact.get("item"), doubts)
