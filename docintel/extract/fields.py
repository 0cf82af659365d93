"""Fields of the programme's form: found by id or label, their texts read to facts."""

from __future__ import annotations

from collections.abc import Iterable

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.programme import FormField
from docintel.domain.programme import FormPart
from docintel.domain.programme import Programme
from docintel.domain.quantity import Quantity
from docintel.domain.source import Source
from docintel.extract.values import read_value
from docintel.text.normal import label_key

KIND = "application_form"


class FormIndex:
    """The fields of the forms of some programmes by id and label."""

    def __init__(self, programmes: Iterable[Programme], taxonomy: Taxonomy) -> None:
        fields = [field for programme in programmes for field in programme.fields]
        self.fields = {field.id: field for field in reversed(fields)}
        self.labels: dict[str, FormField] = {}
        for field in fields:
            for label in (field.label.zh, field.label.en, *field.aliases):
                self.labels.setdefault(label_key(label), field)
        for field in fields:  # figures and questions go by the labels of what they are about too
            concept = taxonomy[field.concept]
            for label in (concept.label.zh, *concept.aliases) if field.unit or field.options else ():
                self.labels.setdefault(label_key(label), field)
        self.lists = tuple(field for field in self.fields.values() if field.parts)

    def by_label(self, label: str) -> FormField | None:
        """The field a label names."""
        key = label_key(label)
        shorter = (key, key.split("(")[0], key.split(",")[0], key.split(",")[-1])  # 获得奖励,并在获奖单位中排名前三
        return next((self.labels[one] for one in shorter if one in self.labels), None)

    def find(self, name: str) -> FormField | None:
        """The field of an id or a label."""
        return self.fields.get(name.strip()) or self.by_label(name)


def part_named(field: FormField, name: str) -> FormPart | None:
    """The column of a list field by id or label."""
    return next(
        (
            part
            for part in field.parts
            if name == part.id or label_key(name) in map(label_key, (part.label.zh, part.label.en, *part.aliases))
        ),
        None,
    )


def field_fact(field: FormField, text: str, source: Source, year: int | None, taxonomy: Taxonomy, entity: str) -> Fact | None:
    """The fact of one filled field, None where the text is no value of its concept."""
    concept = taxonomy[field.concept]
    value = read_value(text, concept, unit=field.unit, options=field.prints)
    if value is None:
        return None
    unit = field.unit if isinstance(value, Quantity) else None
    return Fact(field.concept, field.label.zh, entity, held_period(concept, year), Scope.UNSTATED, value, source, KIND, None, unit)


def held_period(concept: Concept, year: int | None) -> Period | None:
    """The year as the concept's values hang on time."""
    if year is None or concept.period is PeriodKind.NONE:
        return None
    return Period.at_end_of(year) if concept.period is PeriodKind.INSTANT else Period.of_year(year)
