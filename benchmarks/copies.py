"""Planted differences between the two copies of a form: how many are found, and how many findings there are of nothing planted.

`python benchmarks/copies.py --print pdf --export json --count 30 --seed 1`: every other application has one planted difference, kind after kind, the others
look-alikes alone. Only the two copies are read; the attachments are there by name and number of pages. Findings of the checks of copies count, doubts too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from docintel.check import run_checks
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.packs import Packs
from docintel.domain.review import Application
from docintel.extract import form_facts
from docintel.intake import Limits
from docintel.intake import read_form
from docintel.intake import submitted_file
from docintel.packs import load_packs
from docintel.review import read_file
from docintel.simulate.form_copies import EXPORTS
from docintel.simulate.form_copies import FILE
from docintel.simulate.form_copies import PRINTS
from docintel.simulate.form_copies import make_copies

PROGRAMME, BATCH = "little-giant-2022", 5
COPIES = "O13"
OTHERS = ("O13.2", "O13.3")  # of the commitment letter
NOTES = ("O13.8",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One application: what was planted (empty: nothing), whether it was found, the findings of anything else."""

    folder: str
    planted: str
    found: bool
    strange: tuple[Finding, ...]


def findings_of(folder: Path, packs: Packs) -> tuple[Finding, ...]:
    """What the checks of copies find in the forms of a folder."""
    programme = packs.programmes[PROGRAMME]
    batch = programme.batch(BATCH) or programme.batches[0]
    paths = sorted(folder.iterdir())
    online = next(path for path in paths if path.name.startswith("form."))
    form = read_form(submitted_file(online))
    declared, _ = form_facts(form, programme, batch, packs.taxonomy)
    printed = next(path for path in paths if path.name.startswith("申请书"))
    read = read_file(submitted_file(printed), packs, Limits())
    attachments = [_document(path) for path in paths if path not in (online, printed)]
    documents = (Document(online.name, form.sha256, ReadStatus.OK, 1), read.document, *attachments)
    years = (batch.last_year, batch.last_year - 1, batch.last_year - 2)
    application = Application(folder.name, folder.name, folder.name, None, PROGRAMME, BATCH, ApplicationKind.NEW, batch.cutoff, years)
    found = run_checks(programme, application, Facts([*declared, *read.facts]), documents, packs.taxonomy, packs.kinds)
    return tuple(one for one in found if one.check.split(".")[0] == COPIES and one.check not in (*OTHERS, *NOTES))


def _document(path: Path) -> Document:
    return Document(path.name, submitted_file(path).sha256, ReadStatus.OK, len(pypdfium2.PdfDocument(path)))


def judged(root: Path, packs: Packs) -> list[Outcome]:
    """The applications of a folder that `make_copies` wrote; what follows from a lost or doubled page is of that page."""
    told = []
    entries = json.loads((root / FILE).read_text(encoding="utf-8"))["applications"]
    for entry in entries:
        found = findings_of(root / entry["folder"] / "application", packs)
        planted = next(iter(entry["defects"]), None)
        own = [one for one in found if planted is not None and one.check in planted["checks"] and _at(planted, one)]
        is_page = planted is not None and planted["defect"] in ("page_missing", "page_doubled")
        strange = tuple(one for one in found if one not in own and not (is_page and one.key.subject.startswith(("list/", "row/"))))
        told.append(Outcome(entry["folder"], planted["defect"] if planted else "", bool(own), strange))
        print(
            entry["folder"],
            told[-1].planted or "-",
            "found" if own else "",
            *(one.explanation.zh for one in strange),
            sep=" | ",
            flush=True,
        )
    return told


def _at(planted: dict[str, str], finding: Finding) -> bool:
    """Whether a finding is about the planted field, where the label names one."""
    fields = [str(getattr(span, "field", "")) for operand in finding.operands for span in operand.fact.source.spans]
    return not planted["field"] or any(planted["field"] in field for field in fields)


def main() -> None:
    """Makes, reads, counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", dest="prints", choices=PRINTS, default="pdf")
    parser.add_argument("--export", choices=EXPORTS, default="json")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, nargs="*", default=[], help="numbers of the applications to read, from 1")
    order = parser.parse_args()
    with TemporaryDirectory() as folder:
        root = Path(folder)
        make_copies(root, count=order.count, seed=order.seed, prints=order.prints, export=order.export, only=tuple(order.only))
        told = judged(root, load_packs())
    planted = [one for one in told if one.planted]
    strange = Counter(one.check for outcome in told for one in outcome.strange)
    print(
        f"{order.prints}, {order.export}, seed {order.seed}: {sum(one.found for one in planted)} of {len(planted)} planted differences found"
    )
    print(f"findings of nothing planted: {strange.total()} in {len(told)} applications {dict(strange)}")
    print(f"missed: {[one.planted for one in planted if not one.found]}")


if __name__ == "__main__":
    main()
