"""All commands in one table, and the one place where errors become exit codes."""

from __future__ import annotations

import logging
import sys

import typer

from docintel.cli import doctor
from docintel.cli import evaluate
from docintel.cli import extract
from docintel.cli import form
from docintel.cli import packs
from docintel.cli import packs_try
from docintel.cli import pages
from docintel.cli import pairs
from docintel.cli import review
from docintel.cli import samples
from docintel.cli import schema
from docintel.cli.console import EXIT_USAGE
from docintel.cli.console import complain
from docintel.domain.errors import DocintelError

app = typer.Typer(
    name="docintel",
    help="申报材料审核：每个数字都有出处，每个结论都有依据。 / Reviews applications: every figure with its place, every conclusion with its proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
form_app = typer.Typer(help="在线申请书模板 / the online form", no_args_is_help=True)
packs_app = typer.Typer(help="规则包 / rule packs", no_args_is_help=True)
samples_app = typer.Typer(help="虚构样例 / fictional samples", no_args_is_help=True)

app.command("review")(review.review)
app.command("extract")(extract.extract)
app.command("pages")(pages.pages)
app.command("evaluate")(evaluate.evaluate_corpus)
app.command("names")(pairs.names)
app.command("products")(pairs.products)
app.command("schema")(schema.schema)
app.command("doctor")(doctor.doctor)
app.command("version")(doctor.version)
form_app.command("template")(form.template)
packs_app.command("check")(packs.check)
packs_app.command("try")(packs_try.try_pack)
samples_app.command("make")(samples.make)
samples_app.command("papers")(samples.papers)
samples_app.command("statements")(samples.statements)
app.add_typer(form_app, name="form")
app.add_typer(packs_app, name="packs")
app.add_typer(samples_app, name="samples")


def main() -> None:
    """Run the command line; a DocintelError becomes its message and exit code 2."""
    logging.getLogger("docintel").addHandler(logging.NullHandler())  # what broke is told as a problem of its file, not as a traceback
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except DocintelError as error:
        complain(str(error))
        sys.exit(EXIT_USAGE)
