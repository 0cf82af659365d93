"""One half of a statement while it is read: the row that waits for the rest of its label, and which rows went before."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.document import Word
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.figure import is_serial
from docintel.extract.grid import Piece
from docintel.extract.labels import Labels
from docintel.text.normal import squeezed

SECTIONS = ("持续经营业务", "终止经营业务", "已终止经营业务")  # words over rows, which reading may take for the beginning of the first
LONGEST_REST = 12  # characters of a wrapped label's second line


@dataclass(slots=True)
class Draft:
    """A data row waiting for the rest of its wrapped label."""

    label: str
    values: list[tuple[Column, Piece]]
    header: Header
    lead: str = ""
    asides: tuple[str, ...] = ()  # texts in columns that are not read: a period beside the name of an enterprise
    unit: str | None = None  # that a column of units names for the row


@dataclass(slots=True)
class Strand:
    """The rows of one half: what waits, a label without values that may begin the next, and the order in which concepts were passed."""

    draft: Draft | None = None
    orphan: str = ""
    passed: dict[str, int] = field(default_factory=dict)
    named: str | None = None  # the enterprise of the row before

    def lone_label(self, label: str, labels: Labels, *, filled: bool) -> bool:
        """Without values: the rest of the label above where together they have a concept, else perhaps a beginning. Whether it was a rest."""
        draft = self.draft
        heads = label.endswith((":", "："))  # 下列各方应占: heads the rows below it
        goes_on = draft is not None and label and not (filled or heads or labels.known(draft.label)) and len(label) <= LONGEST_REST
        if draft is not None and goes_on and (labels.read(draft.label + label).concepts or not labels.read(label).concepts):
            draft.label += label
            return True
        self.orphan = "" if filled or heads else label
        self.passing(labels.read(label).concepts)
        return False

    def whole_label(self, draft: Draft, labels: Labels) -> str:
        """The label with the beginning that stood a row above, where only together they are known."""
        if draft.lead and not labels.read(draft.label).concepts and labels.read(draft.lead + draft.label).concepts:
            return draft.lead + draft.label
        return draft.label

    def passing(self, concepts: tuple[str, ...]) -> None:
        """A row with these possible meanings was passed."""
        for name in concepts:
            self.passed[name] = len(self.passed) if name not in self.passed else max(self.passed.values()) + 1

    def nearest(self, concepts: list[Concept]) -> Concept | None:
        """Of several meanings of one label the one that stands under the row passed last (利息收入 under 财务费用), else the first."""
        if len(concepts) < 2:
            return next(iter(concepts), None)
        under = {one.id: max((self.passed[name] for name in one.within if name in self.passed), default=-1) for one in concepts}
        return max(concepts, key=lambda one: under[one.id], default=None)  # the first of equals


def own_label(own: list[Piece], values: list[Piece], labels: Labels) -> str:
    """The label of a row; where reading took two rows for one (each line of it is a known label), the line that stands beside the values."""
    label = "".join(squeezed(piece.text) for piece in own if not is_serial(piece.text))
    words = [word for piece in own for word in piece.words]
    beside = [word for piece in values for word in piece.words]
    if not words or not beside or labels.read(label).concepts:
        return label
    lines = _printed_lines(words)
    known = len(lines) > 1 and all(labels.known(text) or text in SECTIONS for _, text in lines)
    middle = (beside[0].box.top + beside[0].box.bottom) / 2
    return min(lines, key=lambda line: abs(line[0] - middle))[1] if known else label


def _printed_lines(words: list[Word]) -> list[tuple[float, str]]:
    """The lines of words with their height."""
    lines: list[tuple[float, str]] = []
    for word in words:
        middle = (word.box.top + word.box.bottom) / 2
        if lines and abs(lines[-1][0] - middle) < (word.box.bottom - word.box.top) / 2:
            lines[-1] = (lines[-1][0], lines[-1][1] + squeezed(word.text))
        else:
            lines.append((middle, squeezed(word.text)))
    return lines


def in_statement(concepts: tuple[str, ...], taxonomy: Taxonomy, kind: str, *, strictly: bool) -> list[Concept]:
    """The concepts that can be a row of a kind of statement, its own rows first; `strictly` leaves out rows of other statements."""
    known = [taxonomy[name] for name in concepts if taxonomy[name].period is not PeriodKind.NONE]
    owned = [one for one in known if kind in one.statements]
    return owned or ([one for one in known if not one.statements] if strictly else known)
