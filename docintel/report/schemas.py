"""The faces by name, and the JSON Schemas that `docintel schema` publishes of them."""

from __future__ import annotations

from typing import Any

from docintel.report.assigning import AssignmentFace
from docintel.report.campaign import CampaignFace
from docintel.report.differing import DiffFace
from docintel.report.faces import ExtractFace
from docintel.report.faces import Face
from docintel.report.faces import ReviewFace
from docintel.report.faces import ReviewsFace
from docintel.report.gate import GateFace
from docintel.report.handins import HandinsFace
from docintel.report.letter import LetterFace
from docintel.report.onsite import OnSiteFace
from docintel.report.onsite_results import OnSiteResultsFace
from docintel.report.replaying import ReplayFace
from docintel.report.replaying import ReplaysFace
from docintel.report.sampling import SampleFace
from docintel.report.scores import EvaluateFace
from docintel.report.scores import NamesFace
from docintel.report.scores import ProductsFace
from docintel.report.since import SinceFace
from docintel.report.working import RollFace
from docintel.report.working import StatusFace

FACES: dict[str, type[Face]] = {
    "extract": ExtractFace,
    "review": ReviewFace,
    "reviews": ReviewsFace,
    "replay": ReplayFace,
    "replays": ReplaysFace,
    "names": NamesFace,
    "products": ProductsFace,
    "evaluate": EvaluateFace,
    "campaign": CampaignFace,
    "diff": DiffFace,
    "status": StatusFace,
    "roll": RollFace,
    "sample": SampleFace,
    "assignment": AssignmentFace,
    "onsite": OnSiteFace,
    "onsite-results": OnSiteResultsFace,
    "handins": HandinsFace,
    "letter": LetterFace,
    "since": SinceFace,
    "gate": GateFace,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a face, with the published key `schema`."""
    schema = FACES[name].model_json_schema(mode="validation")
    for part in (schema, *schema.get("$defs", {}).values()):
        members = part.get("properties", {})
        if "schema_id" in members:
            part["properties"] = {"schema": members.pop("schema_id"), **members}
            part["required"] = ["schema", *part.get("required", [])]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"docintel/{name}/1", **schema}
