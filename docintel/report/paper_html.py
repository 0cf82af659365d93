"""A paper as one HTML file without network or script, to be read on a screen and printed on A4; every text is escaped."""

from __future__ import annotations

import base64

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined
from markupsafe import Markup

from docintel.report.paper import Paper
from docintel.report.paper import Shown
from docintel.report.paper import printed
from docintel.report.penetration import Drawing
from docintel.report.penetration import drawing_shown
from docintel.report.penetration import svg


def paper_html(paper: Paper, shown: Shown) -> str:
    """The page; `shown` says what of a text may be printed."""
    shown = printed(paper, shown)
    environment = Environment(
        loader=PackageLoader("docintel.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shown"] = shown
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("paper.html.j2").render(
        paper=paper,
        chart=lambda drawing: _chart(drawing, shown),
        address=lambda png: "data:image/png;base64," + base64.b64encode(png).decode("ascii"),
    )


def _chart(drawing: Drawing, shown: Shown) -> Markup:
    return Markup(svg(drawing_shown(drawing, shown)))  # noqa: S704 - our own SVG, its texts escaped where it is drawn
