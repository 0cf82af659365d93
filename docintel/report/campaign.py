"""What `docintel campaign check` writes: the face, and one HTML page; telephones and mail addresses are masked in both."""

from __future__ import annotations

from typing import Any
from typing import Literal

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined
from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.campaign import CampaignReview
from docintel.campaign import Mention
from docintel.campaign import Tie
from docintel.campaign.wordings import place_of
from docintel.domain.wording import Language
from docintel.report.encode import wording_face
from docintel.report.faces import Face
from docintel.report.faces import SparseFace
from docintel.report.faces import WordingFace
from docintel.report.plain import CONTACTS

LONGEST = 120  # characters of a narrative that are shown


class MentionFace(SparseFace):
    """One place: application, file, and page with box, or cell, or field of the form."""

    application: str
    applicant: str
    file: str
    page: int | None = None
    box: tuple[float, ...] | None = None
    cell: str | None = None
    field: str | None = None
    concept: str
    printed: str
    doubts: tuple[str, ...] = ()


class TieFace(Face):
    """What several applications share, with every place."""

    key: str
    check: str
    severity: str
    outcome: str
    rule: WordingFace
    explanation: WordingFace
    innocent: WordingFace
    applications: tuple[str, ...]
    mentions: tuple[MentionFace, ...]


class CampaignCardFace(Face):
    """One thing to work through."""

    key: str
    title: WordingFace
    severity: str
    check: str
    applications: tuple[str, ...]
    ties: tuple[str, ...]


class CampaignFace(Face):
    """What `docintel campaign check --json` writes."""

    schema_id: Literal["docintel/campaign/1"] = "docintel/campaign/1"
    applications: int
    cards: tuple[CampaignCardFace, ...]
    ties: tuple[TieFace, ...]
    coverage: tuple[WordingFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        face = handler(self)
        return {"schema": face.pop("schema_id"), **face}


def campaign_face(review: CampaignReview) -> CampaignFace:
    """The face of a campaign's checks."""
    cards = tuple(
        CampaignCardFace(
            key=one.key,
            title=wording_face(one.title),
            severity=one.severity.value,
            check=one.check,
            applications=one.applications,
            ties=one.ties,
        )
        for one in review.cards
    )
    coverage = tuple(wording_face(one) for one in review.coverage)
    return CampaignFace(applications=review.applications, cards=cards, ties=tuple(_tie(one) for one in review.ties), coverage=coverage)


def _tie(tie: Tie) -> TieFace:
    return TieFace(
        key=tie.key,
        check=tie.check,
        severity=tie.severity.value,
        outcome=tie.outcome.value,
        rule=wording_face(tie.rule),
        explanation=wording_face(tie.explanation),
        innocent=wording_face(tie.innocent),
        applications=tie.members,
        mentions=tuple(_mention(one) for one in tie.mentions),
    )


def _mention(mention: Mention) -> MentionFace:
    place = mention.place
    return MentionFace(
        application=place.application,
        applicant=place.applicant,
        file=place.file,
        page=place.page,
        box=place.box or None,
        cell=place.cell,
        field=place.field,
        concept=mention.concept,
        printed=shown(mention),
        doubts=mention.doubts,
    )


def shown(mention: Mention) -> str:
    """As printed; contacts masked, narratives cut."""
    if mention.concept in CONTACTS:
        return f"{mention.printed[:4]}****{mention.printed[-3:]}"
    return mention.printed if len(mention.printed) <= LONGEST else f"{mention.printed[:LONGEST]}……"


def campaign_html(review: CampaignReview, language: Language) -> str:
    """One page without network or script: the cards, and under each its ties with every place."""
    environment = Environment(
        loader=PackageLoader("docintel.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    ties = {tie.key: tie for tie in review.ties}
    template = environment.get_template("campaign.html.j2")
    chinese = language is Language.ZH
    return template.render(
        review=review,
        ties=ties,
        said=lambda one: one.said(language),
        place=lambda one: place_of(one).said(language),
        shown=shown,
        zh=chinese,
    )
