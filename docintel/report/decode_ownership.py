"""The ownership side of a stored review -> what it tells of; what older reviews do not say is empty."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import ControllerKind
from docintel.domain.ownership import ControllerView
from docintel.domain.ownership import Difference
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Footing
from docintel.domain.ownership import Holding
from docintel.domain.ownership import HoldingRelation
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Margin
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import ProfileView
from docintel.domain.ownership import Role
from docintel.domain.ownership import StatedController
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.report import ownership_faces as faces
from docintel.report.face_parts import SourceFace
from docintel.report.face_parts import WordingFace
from docintel.report.stored import stored_source


def ownership_from(face: faces.OwnershipFace) -> Ownership:
    """The ownership side."""
    return Ownership(
        parties=tuple(Party(one.id, one.name, PartyKind(one.kind), one.uscc, possible_names=one.possible_names) for one in face.parties),
        holdings=tuple(_holding(one) for one in face.holdings),
        controls=face.controls,
        ultimate=tuple(face.ultimate.items()),
        relations=tuple(_relation(one) for one in face.holding_relations),
        coverage=tuple(_wording(one) for one in face.coverage),
        applicant=face.applicant,
        edges=tuple(_edge(one) for one in face.edges),
        agreements=tuple(_agreement(one) for one in face.agreements),
        views=tuple(_view(one) for one in face.controllers),
        profiles=tuple(_profile(one) for one in face.profiles),
        margins=tuple(Margin(one.controller, one.company, one.holder, one.held, Fraction(one.margin)) for one in face.flip_margins),
        flags=face.flags,
        possible=face.possible,
    )


def _wording(face: WordingFace) -> Wording:
    return Wording(face.zh, face.en)


def _share(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _source(face: SourceFace | None) -> Source | None:
    return None if face is None else stored_source(face, "")


def _holding(face: faces.HoldingFace) -> Holding:
    return Holding(
        face.holder,
        face.company,
        _share(face.share),
        _source(face.source),
        votes=_share(face.votes),
        start=_day(face.start),
        end=_day(face.end),
        role=Role(face.role or Role.SHAREHOLDER.value),
        printed=face.printed,
        between=None if face.least is None or face.most is None else (Fraction(face.least), Fraction(face.most)),
    )


def _hops(path: Iterable[faces.HoldingFace]) -> tuple[Hop, ...]:
    return tuple(Hop(one.holder, one.company, _share(one.share), _source(one.source), one.basis or "shareholding") for one in path)


def _edge(face: faces.EdgeFace) -> Edge:
    """A stake; its size is known where one of its statements gives one."""
    role = Role(face.role)
    statements = tuple(
        Holding(
            face.holder,
            face.company,
            _share(one.share),
            _source(one.source),
            votes=_share(one.votes),
            start=_day(one.start),
            end=_day(one.end),
            role=role,
            printed=one.printed,
            kind=one.kind,
            stated_on=_day(one.stated_on),
            amount=None if one.amount is None else Decimal(one.amount),
        )
        for one in face.statements
    )
    bounds = Fraction(face.least), Fraction(face.most)
    known = face.share is not None or bounds[0] != bounds[1]
    return Edge(face.holder, face.company, bounds, known, role, Footing(face.footing), statements)


def _agreement(face: faces.AgreementFace) -> ControlAgreement:
    days: Mapping[str, date | None] = {"start": _day(face.start), "end": _day(face.end)}
    return ControlAgreement(
        face.id, AgreementKind(face.kind), face.parties, face.company, _source(face.source), days["start"], days["end"], _share(face.share)
    )


def _view(face: faces.ControllersFace) -> ControllerView:
    stated = tuple(
        StatedController(
            ControllerKind(one.kind), face.company, one.parties, tuple(stored_source(place, "") for place in one.sources), one.declared
        )
        for one in face.stated
    )
    differences = tuple(Difference(one) for one in face.differences)
    return ControllerView(
        face.company, face.computed, face.determined, _hops(face.proof), stated, face.agree, differences, _wording(face.wording)
    )


def _profile(face: faces.ProfileFace) -> ProfileView:
    return ProfileView(
        face.profile,
        _wording(face.title),
        _wording(face.clause),
        face.verified,
        face.controllers,
        face.ultimate,
        face.determined,
        face.related,
        face.side_by_side,
    )


def _relation(face: faces.RelationFace) -> HoldingRelation:
    return HoldingRelation(
        applicant=face.applicant,
        other=face.other,
        recognition=None,
        direction=face.direction,
        controller=face.controller,
        path=_hops(face.path),
        integrated_share=_share(face.integrated_share),
        wording=_wording(face.wording),
    )
