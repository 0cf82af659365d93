"""The online form: entries by id or label -> declared facts; what no field knows is reported, nothing is dropped."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Problem
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.form import Form
from docintel.domain.form import FormEntry
from docintel.domain.programme import Batch
from docintel.domain.programme import FormField
from docintel.domain.programme import Programme
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.extract.fields import KIND
from docintel.extract.fields import FormIndex
from docintel.extract.fields import field_fact
from docintel.extract.fields import held_period
from docintel.extract.fields import part_named
from docintel.extract.values import read_value
from docintel.text.names import normalise_name

NAME_FIELDS = ("enterprise_name",)


def form_facts(form: Form, programme: Programme, batch: Batch, taxonomy: Taxonomy) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """The declared facts in the form's order, and a problem for every entry that could not be taken."""
    reader = _FormReader(form, programme, batch, taxonomy)
    facts = tuple(reader.facts())
    return facts, tuple(reader.problems)


class _FormReader:
    """One form against one programme."""

    def __init__(self, form: Form, programme: Programme, batch: Batch, taxonomy: Taxonomy) -> None:
        self.form, self.batch, self.taxonomy = form, batch, taxonomy
        self.index = FormIndex([programme], taxonomy)
        self.problems: list[Problem] = []
        self.latest = max((entry.year for entry in form.entries if entry.year is not None), default=batch.last_year)
        self.entity = ""

    def facts(self) -> Iterator[Fact]:
        """Plain and yearly fields, then lists row by row."""
        self.entity = self.applicant()
        rows: dict[tuple[str, int], list[FormEntry]] = defaultdict(list)
        for entry in self.form.entries:
            field = self.index.find(entry.field)
            if field is None:
                self.unknown(entry)
            elif field.parts and entry.row is not None:
                rows[field.id, entry.row].append(entry)
            elif entry.text.strip() or field.required:
                yield from self.plain(field, entry)
        for (name, number), entries in rows.items():
            yield from self.row(self.index.fields[name], number, entries)

    def applicant(self) -> str:
        """The name the form gives itself."""
        names = (entry.text for entry in self.form.entries if (field := self.index.find(entry.field)) and field.concept in NAME_FIELDS)
        return next((normalise_name(name) for name in names if name.strip()), "")

    def plain(self, field: FormField, entry: FormEntry) -> Iterator[Fact]:
        """A field without rows; a yearly field without years is taken as the last year's."""
        year = entry.year or (self.latest if field.yearly else None)
        if year is None and self.taxonomy[field.concept].period.value != "none":
            year = self.latest
        fact = field_fact(field, entry.text, self.source(entry), year, self.taxonomy, self.entity)
        if fact is None:
            self.unusable(field, entry)
        yield fact or self.unread(field, entry, year)

    def unread(self, field: FormField, entry: FormEntry, year: int | None) -> Fact:
        """What stands there and is no value of its field: it is filled in all the same."""
        period, value = held_period(self.taxonomy[field.concept], year), Absence(AbsenceReason.UNREADABLE)
        return Fact(field.concept, field.label.zh, self.entity, period, Scope.UNSTATED, value, self.source(entry), KIND, None, None)

    def row(self, field: FormField, number: int, entries: list[FormEntry]) -> Iterator[Fact]:
        """The facts of one row of a list; a row's item is its patent number where it has one."""
        found: list[Fact] = []
        for entry in entries:
            part = part_named(field, entry.part or "")
            if part is None:
                self.unknown(entry)
                continue
            concept = self.taxonomy[part.concept]
            value = read_value(entry.text, concept, unit=part.unit, options=part.options)
            if value is None:
                self.unusable(field, entry)
            elif not isinstance(value, Absence):
                unit = part.unit if isinstance(value, Quantity) else None
                period = held_period(concept, self.latest)
                found.append(
                    Fact(part.concept, part.label.zh, self.entity, period, Scope.UNSTATED, value, self.source(entry), KIND, None, unit)
                )
        code = next((fact.value.code for fact in found if isinstance(fact.value, Identifier)), None)
        item = f"{field.id}:{number}" if code is None else f"patent:{code}"
        for fact in found:
            yield Fact(
                fact.concept, fact.label, fact.entity, fact.period, fact.scope, fact.value, fact.source, KIND, item, fact.printed_unit
            )

    def source(self, entry: FormEntry) -> Source:
        """The finger on the form."""
        return Source(self.form.sha256, (entry.path,), entry.text, Method.FORM)

    def unknown(self, entry: FormEntry) -> None:
        """An entry that no field of the form has."""
        if not entry.text.strip():
            return
        name = f"{entry.field}.{entry.part}" if entry.part else entry.field
        near = difflib.get_close_matches(entry.field, [*self.index.fields, *self.index.labels], n=1, cutoff=0.7)
        hint_zh, hint_en = (f"，是否指“{near[0]}”", f"; did you mean “{near[0]}”") if near else ("", "")
        wording = Wording(
            f"在线申请书“{self.form.file}”的“{name}”不是本申请书的填报项，其值“{entry.text[:60]}”未采用{hint_zh}。请改为模板中的编号或名称。",
            f"“{name}” of “{self.form.file}” is no field of this form; its value “{entry.text[:60]}” was not used{hint_en}. Use an id or label of the template.",
        )
        self.problems.append(Problem("unknown_field", wording))

    def unusable(self, field: FormField, entry: FormEntry) -> None:
        """An entry whose text is no value of its field."""
        asked = f"（应为{field.unit}的数字）" if field.unit else ""
        wording = Wording(
            f"在线申请书“{self.form.file}”的“{field.label.zh}”填写“{entry.text[:60]}”，无法读作该项的值{asked}。请更正。",
            f"“{field.label.en}” of “{self.form.file}” says “{entry.text[:60]}”, which is no value of it. Correct it.",
        )
        self.problems.append(Problem("unusable_value", wording))
