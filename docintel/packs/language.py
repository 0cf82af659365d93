"""The trained page model beside the packs: read as strictly as they are, known by its hash like them."""

from __future__ import annotations

import base64
import binascii
import json
from hashlib import sha256
from pathlib import Path

from docintel.domain.campaigning import PackVersion
from docintel.domain.language import PageModel
from docintel.packs.tree import Place
from docintel.packs.tree import Problem

PAGES = "models/language/pages.json"


def read_page_model(root: Path, problems: list[Problem]) -> tuple[PageModel | None, tuple[PackVersion, ...]]:
    """The model under `root` with its version; None where there is none, a problem where it cannot be used."""
    path = root / PAGES
    if not path.is_file():
        return None, ()
    content = path.read_bytes()
    try:
        model = page_model(content)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        problems.append(Problem(Place(PAGES), f"not a page model ({error}); make it anew with `make models`"))
        return None, ()
    return model, (PackVersion(model.id, model.version, sha256(content).hexdigest()),)


def page_model(content: bytes) -> PageModel:
    """The model that a JSON text holds; ValueError, KeyError or TypeError where it holds none."""
    tree = json.loads(content)
    return PageModel(
        id=str(tree["id"]),
        version=str(tree["version"]),
        kinds=tuple(tree["kinds"]),
        grams=tuple(tree["grams"].split(" ")),
        weights=base64.b64decode(tree["weights"], validate=True),
        scales=tuple(map(float, tree["scales"])),
        biases=tuple(map(float, tree["biases"])),
    )


def page_model_text(model: PageModel) -> str:
    """The JSON text that `page_model` reads."""
    tree = {
        "id": model.id,
        "version": model.version,
        "kinds": model.kinds,
        "scales": model.scales,
        "biases": model.biases,
        "grams": " ".join(model.grams),
        "weights": base64.b64encode(model.weights).decode("ascii"),
    }
    return json.dumps(tree, ensure_ascii=False, indent=0) + "\n"
