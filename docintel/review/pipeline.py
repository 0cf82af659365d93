"""One application: form and attachments -> facts -> findings, verdicts, ownership, products -> cards -> Review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from docintel.check import evidence_matrix
from docintel.check import run_checks
from docintel.criteria import judge
from docintel.domain.campaigning import RegisterUse
from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.errors import UnreadableError
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.form import Form
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Register
from docintel.domain.packs import Packs
from docintel.domain.programme import CheckKind
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.review import Aspect
from docintel.domain.review import ProductCandidate
from docintel.domain.review import Review
from docintel.domain.wording import Wording
from docintel.extract import form_facts
from docintel.intake import Limits
from docintel.intake import Submission
from docintel.intake import SubmittedFile
from docintel.intake import is_form
from docintel.intake import read_form
from docintel.ownership import ownership_findings
from docintel.ownership import ownership_of
from docintel.products import STATED_AS
from docintel.review.alike import alike_products
from docintel.review.alike import coverage_of
from docintel.review.alike import own_product
from docintel.review.asking import ask_once
from docintel.review.cards import fold_cards
from docintel.review.edition import Edition
from docintel.review.edition import edition_for
from docintel.review.engine import engine_of
from docintel.review.materiality import with_flips
from docintel.review.order import Order
from docintel.review.reading import OnPage
from docintel.review.reading import ReadFile
from docintel.review.reading import Seeing
from docintel.review.reading import read_files
from docintel.review.sighting import unlooked
from docintel.review.spelling import as_named
from docintel.review.unread import tables_left


@dataclass(frozen=True, slots=True)
class _Forms:
    """The online form where one was found, and the problems met on the way."""

    form: Form | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """What the online form declares and under what it is judged: all that can be said before any evidence is read."""

    application: Application
    programme: Programme
    facts: tuple[Fact, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is known of an application before anything is judged."""

    application: Application
    facts: Facts
    documents: tuple[Document, ...]


def review_submission(
    submission: Submission, packs: Packs, order: Order, on_page: OnPage | None = None, seeing: Seeing | None = None
) -> Review:
    """The whole review of one application; `seeing` is for measurements, which change pages between reading and understanding."""
    declared = declared_by(submission, packs, order)
    read = read_files(evidence_in(submission), packs, order.limits, on_page, seeing)
    return judge_read(declared, read, packs, order)


def evidence_in(submission: Submission) -> tuple[SubmittedFile, ...]:
    """The files that are read page by page: all but online forms."""
    return tuple(file for file in submission.files if not is_form(file))


def declared_by(submission: Submission, packs: Packs, order: Order) -> Declared:
    """The first step: the online form, and the edition and batch that judge it; raises UsageError where those ordered are not there."""
    forms = _find_form(submission.files, order.limits)
    edition = edition_for(packs, order, forms.form)
    programme, batch = edition.programme, edition.batch
    facts, problems = ((), ()) if forms.form is None else form_facts(forms.form, programme, batch, packs.taxonomy)
    problems = (*submission.problems, *forms.problems, *edition.problems, *problems)
    return Declared(_application(submission.name, edition, order), programme, tuple(facts), _form_document(forms.form), problems)


def judge_read(declared: Declared, read: Iterable[ReadFile], packs: Packs, order: Order) -> Review:
    """The last step: the Review of what was declared and what was read of every other file, in the order of the files; it opens none."""
    held = gathered(declared, read)
    return _judged(held.application, declared.programme, packs, order, held.facts, held.documents, declared.problems)


def gathered(declared: Declared, read: Iterable[ReadFile]) -> Gathered:
    """What was declared and what was read, together, under the applicant's own name and code."""
    held = tuple(read)
    facts = Facts(as_named([*declared.facts, *(fact for file in held for fact in file.facts)]))
    return Gathered(_of_applicant(declared.application, facts), facts, (*declared.documents, *(file.document for file in held)))


def _find_form(files: Iterable[SubmittedFile], limits: Limits) -> _Forms:
    """The online form among the files; a second one and an unreadable one are said, none is a problem of its own."""
    form: Form | None = None
    problems: list[Problem] = []
    for file in filter(is_form, files):
        if form is not None:
            problems.append(_second_form(file, form))
            continue
        try:
            form = read_form(file, limits)
        except UnreadableError as error:
            problems.append(Problem(error.code, Wording(str(error), str(error))))
    if form is None:
        problems.append(_form_missing())
    return _Forms(form, tuple(problems))


def _second_form(file: SubmittedFile, form: Form) -> Problem:
    wording = Wording(
        f"有两份在线申请书：采用“{form.file}”，未采用“{file.name}”。请只保留一份。",
        f"There are two online forms: “{form.file}” was used, “{file.name}” was not. Keep only one.",
    )
    return Problem("second_form", wording)


def _form_missing() -> Problem:
    """One message for all that a folder without a form leaves open."""
    wording = Wording(
        "没有可用的在线申请书（form.json 或 form.xlsx）。已核对：材料能否读取、材料自身的勾稽关系和编号、材料之间是否一致，条件按材料数据判断；"
        "未核对：填报值、必填项、应附材料是否齐全。可用 docintel form template 得到模板。",
        "There is no usable online form (form.json or form.xlsx). Checked: whether the documents can be read, their own sums and numbers, whether they "
        "agree with each other; conditions are judged on what they say. Not checked: declared values, required fields, whether all required documents "
        "are there. `docintel form template` writes a template.",
    )
    return Problem("form_missing", wording)


def _answerable(programme: Programme, facts: Facts) -> Programme:
    """The programme without what asks whether papers are missing, where no form of any sort says what is applied for and of which years."""
    if any(fact.kind == "application_form" for fact in facts):
        return programme
    kept = tuple(rule for rule in programme.checks if rule.kind is not CheckKind.EVIDENCE or not (rule.kinds or rule.concepts))
    return replace(programme, checks=kept)


def _application(name: str, edition: Edition, order: Order) -> Application:
    """What was submitted, before anything is known of the applicant."""
    batch = edition.batch
    as_of = order.as_of or batch.cutoff
    return Application(name, name, name, None, edition.programme.id, batch.number, edition.kind, as_of, edition.years)


def _of_applicant(application: Application, facts: Facts) -> Application:
    """The same with the applicant's own name and credit code, where some document says them."""
    uscc = _code(facts, "uscc")
    name = _text(facts, "enterprise_name") or _bearer(facts, uscc) or _text(facts, "audited_entity")
    return replace(application, id=uscc or application.id, name=name or application.name, uscc=uscc)


def _first(facts: Facts, concept: str) -> Fact | None:
    """What the form says of itself, else its printed copy, else the licence.

    A document that gives the credit code of its own enterprise and not its name (a prospectus) says of others what they are called.
    """
    told = [fact for fact in facts.of(concept) if fact.is_declared or fact.kind == "application_form" or _may_be_own(facts, fact)]
    ranked = sorted(told, key=lambda fact: (not fact.is_declared, fact.kind != "application_form", fact.kind != "business_licence"))
    return next(iter(ranked), None)


def _may_be_own(facts: Facts, fact: Fact) -> bool:
    """Whether a name or code that is no answer of the form may be the applicant's."""
    unnamed = any(code.source.document == fact.source.document and not code.entity for code in facts.of("uscc"))
    return not unnamed or not fact.entity


def _text(facts: Facts, concept: str) -> str | None:
    fact = _first(facts, concept)
    return fact.value.text if fact is not None and isinstance(fact.value, Text) else None


def _code(facts: Facts, concept: str) -> str | None:
    fact = _first(facts, concept)
    return fact.value.code if fact is not None and isinstance(fact.value, Identifier) else None


def _bearer(facts: Facts, uscc: str | None) -> str | None:
    """What a table calls the enterprise whose credit code it gives, or the document's own."""
    for row in facts.items("party_name").values():
        told = {fact.concept: fact for fact in row}
        name, code = told["party_name"], told.get("party_code")
        is_own = not name.entity or (code is not None and isinstance(code.value, Identifier) and code.value.code == uscc)
        if is_own and isinstance(name.value, Text):
            return name.value.text
    return None


def _form_document(form: Form | None) -> tuple[Document, ...]:
    return () if form is None else (Document(form.file, form.sha256, ReadStatus.OK, 1),)


def _judged(
    application: Application,
    programme: Programme,
    packs: Packs,
    order: Order,
    facts: Facts,
    documents: tuple[Document, ...],
    problems: tuple[Problem, ...],
) -> Review:  # a review is made of all of these
    """Findings, verdicts, ownership and products of facts, folded into cards."""
    programme = _answerable(programme, facts)
    ownership = ownership_of(application, facts, order.registers, profiles=packs.control)
    products = products_beside(application, facts, ownership, packs, order.registers)
    found = (
        *run_checks(programme, application, facts, documents, packs.taxonomy, packs.kinds),
        *ownership_findings(application, facts, ownership, products, order.registers),
    )
    verdicts = judge(programme, application, facts, packs.taxonomy)
    findings = with_flips(found, verdicts, programme, application, facts, packs.taxonomy)
    cards = fold_cards(findings, programme, packs.taxonomy)
    matrix = evidence_matrix(programme, application, facts, documents, packs.taxonomy)
    return Review(
        application=application,
        packs=packs.versions,
        registers=tuple(RegisterUse(one.name, one.sha256, one.as_of, len(one.recognitions)) for one in order.registers),
        documents=documents,
        facts=tuple(facts),
        findings=findings,
        cards=cards,
        verdicts=verdicts,
        matrix=matrix,
        ownership=ownership,
        products=products,
        coverage=(
            *ownership.coverage,
            *coverage_of(products),
            *_unread(documents),
            *tables_left(documents, programme, packs.taxonomy),
            *unlooked(facts, documents),
        ),
        problems=problems,
        engine=engine_of(facts),
        requests=ask_once(cards, findings, matrix, programme, packs.kinds),
    )


def products_beside(
    application: Application, facts: Facts, ownership: Ownership, packs: Packs, registers: tuple[Register, ...]
) -> tuple[ProductCandidate, ...]:
    """The applicant's main product beside those of enterprises recognised on the day."""
    stated = {
        Aspect.NAME: _text(facts, "main_product"),
        **{aspect: _code(facts, STATED_AS[aspect]) for aspect in (Aspect.CODE, Aspect.INDUSTRY)},
    }
    return alike_products(application, facts, own_product(application, facts, stated), ownership, packs.products, registers)


def _unread(documents: tuple[Document, ...]) -> tuple[Wording, ...]:
    """What could not be read was not checked."""
    unread = [document.file for document in documents if document.status is not ReadStatus.OK]
    if not unread:
        return ()
    return (
        Wording(
            f"以下文件未能（全部）读取，其内容未核查：{'、'.join(unread)}。", f"Not (wholly) read, so not checked: {', '.join(unread)}."
        ),
    )
