"""The ownership side of a review -> its face; shares are exact fractions as text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import ControllerView
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Holding
from docintel.domain.ownership import HoldingRelation
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Margin
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.domain.ownership import ProfileView
from docintel.domain.ownership import StatedController
from docintel.report import ownership_faces as faces
from docintel.report.encode_parts import source_face
from docintel.report.encode_parts import wording_face
from docintel.report.encode_parts import wordings


def ownership_face(ownership: Ownership, as_of: date) -> faces.OwnershipFace:
    """The ownership side as of the day of the review."""
    return faces.OwnershipFace(
        parties=tuple(party_face(party) for party in ownership.parties),
        holdings=tuple(holding_face(holding) for holding in ownership.holdings),
        controls=ownership.controls,
        ultimate=dict(ownership.ultimate),
        holding_relations=tuple(relation_face(relation) for relation in ownership.relations),
        coverage=wordings(ownership.coverage),
        applicant=ownership.applicant,
        as_of=as_of.isoformat(),
        edges=tuple(edge_face(edge) for edge in ownership.edges),
        agreements=tuple(agreement_face(one) for one in ownership.agreements),
        controllers=tuple(controllers_face(view) for view in ownership.views),
        profiles=tuple(profile_face(view) for view in ownership.profiles),
        flip_margins=tuple(margin_face(margin) for margin in ownership.margins),
        flags=ownership.flags,
        possible=ownership.possible,
    )


def party_face(party: Party) -> faces.PartyFace:
    """Someone who holds or is held."""
    return faces.PartyFace(id=party.id, name=party.name, kind=party.kind.value, uscc=party.uscc, possible_names=party.possible_names)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _part(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


def holding_face(stake: Holding) -> faces.HoldingFace:
    """A stake that counts."""
    return faces.HoldingFace(
        holder=stake.holder,
        company=stake.company,
        share=_part(stake.share),
        start=_day(stake.start),
        end=_day(stake.end),
        source=None if stake.source is None else source_face(stake.source),
        role=stake.role.value,
        votes=_part(stake.votes),
        printed=stake.printed,
        least=_part(stake.between[0]) if stake.between is not None else None,
        most=_part(stake.between[1]) if stake.between is not None else None,
    )


def hop_face(hop: Hop) -> faces.HoldingFace:
    """A step of a proof."""
    source = None if hop.source is None else source_face(hop.source)
    return faces.HoldingFace(
        holder=hop.holder, company=hop.company, share=_part(hop.share), start=None, end=None, source=source, basis=hop.basis
    )


def edge_face(edge: Edge) -> faces.EdgeFace:
    """A stake with every place that states it."""
    return faces.EdgeFace(
        holder=edge.holder,
        company=edge.company,
        share=_part(edge.share),
        least=str(edge.capital[0]),
        most=str(edge.capital[1]),
        role=edge.role.value,
        footing=edge.footing.value,
        statements=tuple(statement_face(one) for one in edge.statements),
    )


def statement_face(stake: Holding) -> faces.StatementFace:
    """One place that states a stake."""
    return faces.StatementFace(
        kind=stake.kind,
        share=_part(stake.share),
        printed=stake.printed,
        amount=None if stake.amount is None else format(stake.amount, "f"),
        votes=_part(stake.votes),
        stated_on=_day(stake.stated_on),
        start=_day(stake.start),
        end=_day(stake.end),
        source=None if stake.source is None else source_face(stake.source),
    )


def agreement_face(one: ControlAgreement) -> faces.AgreementFace:
    """What parties have agreed."""
    return faces.AgreementFace(
        id=one.id,
        kind=one.kind.value,
        parties=one.parties,
        company=one.company,
        start=_day(one.start),
        end=_day(one.end),
        source=None if one.source is None else source_face(one.source),
        share=_part(one.share),
    )


def controllers_face(view: ControllerView) -> faces.ControllersFace:
    """Computed and stated controllers side by side."""
    return faces.ControllersFace(
        company=view.company,
        computed=view.computed,
        determined=view.determined,
        proof=tuple(hop_face(hop) for hop in view.proof),
        stated=tuple(stated_face(one) for one in view.stated),
        agree=view.agree,
        differences=tuple(one.value for one in view.differences),
        wording=wording_face(view.wording),
    )


def stated_face(one: StatedController) -> faces.StatedFace:
    """What papers, or the form, say."""
    sources = tuple(source_face(source) for source in one.sources)
    return faces.StatedFace(kind=one.kind.value, parties=one.parties, declared=one.declared, sources=sources)


def profile_face(view: ProfileView) -> faces.ProfileFace:
    """The answer under one profile."""
    return faces.ProfileFace(
        profile=view.profile,
        title=wording_face(view.title),
        clause=wording_face(view.clause),
        verified=view.verified,
        controllers=view.controllers,
        ultimate=view.top,
        determined=view.determined,
        related=view.related,
        side_by_side=view.side_by_side,
    )


def margin_face(margin: Margin) -> faces.MarginFace:
    """By how little a control would not hold."""
    return faces.MarginFace(
        controller=margin.controller, company=margin.company, holder=margin.holder, held=margin.held, margin=str(margin.margin)
    )


def relation_face(relation: HoldingRelation) -> faces.RelationFace:
    """A holding relation."""
    return faces.RelationFace(
        applicant=relation.applicant,
        other=relation.other,
        direction=relation.direction,
        controller=relation.controller,
        integrated_share=_part(relation.integrated_share),
        wording=wording_face(relation.wording),
        path=tuple(hop_face(hop) for hop in relation.path),
    )
