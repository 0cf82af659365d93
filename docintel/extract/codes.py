"""What a page says by code and by signature, as facts: the text of its QR codes, the credit code in a licence's, who signed and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from docintel.domain.document import Code
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Problem
from docintel.domain.document import Signature
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.extract.typed import typed
from docintel.text.identifiers import find_identifiers
from docintel.text.normal import folded
from docintel.text.normal import squeezed

CODE_TEXT, USCC, SIGNER, SIGNED_ON = "code_text", "uscc", "signer", "signed_on"
UNVERIFIED, CHANGED, QR_DIFFERS = "signer_unverified", "changed_after_signing", "qr_differs"


class MarkReader:
    """The codes and signatures of one document's pages; `packs` say what a kind of document reads."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs

    def page(self, page: Page, parts: tuple[PagePart, ...], read: list[Fact]) -> Iterator[Fact]:
        """The facts of a page's codes and signatures; `read` are those read from its text, which say whose paper it is."""
        for code in page.codes:
            kind = _kind_at(page, parts, code.box)
            entity = next((fact.entity for fact in read if fact.kind == kind and fact.entity), "")
            yield from self.code(code, kind, entity, read)
        for number, signature in enumerate(page.signatures, start=1):
            box = signature.box or PageBox(page.number, 0, 0, page.width or 0, page.height or 0)
            kind = _kind_at(page, parts, box)
            yield from self.signature(signature, box, kind, f"signature:{self.document[:12]}:{page.number}:{number}")

    def code(self, code: Code, kind: str, entity: str, read: list[Fact]) -> Iterator[Fact]:
        """A code's text; its credit code only where the kind of paper carries the enterprise's own (an auditor's code holds the auditor's)."""
        source = Source(self.document, (code.box,), code.text, Method.QR)
        yield self.fact(CODE_TEXT, Text(folded(code.text)), source, kind, entity)
        if _reads(self.packs.kinds.get(kind), USCC):
            found = {one for _, _, one in find_identifiers(USCC, code.text) if one.valid}
            for identifier in sorted(found, key=lambda one: one.code):
                yield self.fact(USCC, identifier, source, kind, entity)
        yield from self.named(code, kind, entity, read)

    def named(self, code: Code, kind: str, entity: str, read: list[Fact]) -> Iterator[Fact]:
        """What the kind's rules find in a code's text; where the page's own text says otherwise, it is doubtful."""
        known = self.packs.kinds.get(kind)
        for rule in known.facts if known is not None else ():
            match = re.search(rule.pattern or "", code.text) if rule.reader is Reader.QR and rule.concept is not None else None
            if match is None or rule.concept is None:
                continue
            text = match["value"] if "value" in match.re.groupindex else match.group()
            found = typed(squeezed(text), self.packs.taxonomy[rule.concept], replace(rule, pattern=None))
            if found.value is not None:
                differs = any(fact.concept == rule.concept and fact.kind == kind and fact.value != found.value for fact in read)
                source = Source(self.document, (code.box,), text, Method.QR, doubts=(QR_DIFFERS,) if differs else ())
                yield self.fact(rule.concept, found.value, source, kind, entity)

    def signature(self, signature: Signature, box: PageBox, kind: str, item: str) -> Iterator[Fact]:
        """Who signed and when, as the file says it: offline nobody vouches for either, so both are doubtful."""
        doubts = (UNVERIFIED, *signature.doubts, *((CHANGED,) if was_changed(signature) else ()))
        if signature.signer:
            source = Source(self.document, (box,), signature.signer, Method.SIGNATURE, doubts=doubts)
            yield self.fact(SIGNER, Text(folded(signature.signer)), source, kind, "", item)
        day = _day(signature.signed_at)
        if day is not None and signature.signed_at is not None:
            source = Source(self.document, (box,), signature.signed_at, Method.SIGNATURE, doubts=doubts)
            yield self.fact(SIGNED_ON, day, source, kind, "", item)

    def fact(self, concept: str, value: Value, source: Source, kind: str, entity: str, item: str | None = None) -> Fact:
        """A fact without period and scope."""
        label = self.packs.taxonomy.label(concept).zh
        return Fact(concept, label, entity, None, Scope.UNSTATED, value, source, kind, item)


def was_changed(signature: Signature) -> bool:
    """Whether the file is not, or not only, what was signed; a further signature or a form filled in is no change."""
    return signature.intact is False or signature.changes == "other"


def changed_after_signing(page: Page) -> Iterator[Problem]:
    """What a reviewer must know of signatures on a page whose file was changed after them."""
    for signature in page.signatures:
        if was_changed(signature):
            zh, en = _named(signature)
            yield Problem(
                CHANGED,
                Wording(
                    f"第{page.number}页的电子签名{zh}之后文件内容有改动，签名不覆盖现有全部内容，需核实。",
                    f"The file was changed after the electronic signature{en} on page {page.number}, which does not cover all of it. Check it.",
                ),
                page.number,
            )


def _named(signature: Signature) -> tuple[str, str]:
    when = (signature.signed_at or "")[:10]
    zh = "，".join(part for part in (signature.signer, when) if part)
    en = ", ".join(part for part in (signature.signer, when) if part)
    return (f"（{zh}）", f" ({en})") if zh else ("", "")


def _day(moment: str | None) -> Date | None:
    try:
        return None if moment is None else Date(datetime.fromisoformat(moment).date())
    except ValueError:
        return None


def _reads(kind: DocumentKind | None, concept: str) -> bool:
    return kind is not None and any(rule.concept == concept for rule in kind.facts)


def _kind_at(page: Page, parts: tuple[PagePart, ...], box: PageBox) -> str:
    """The kind of the part that a box stands in: the last one that begins above its end."""
    kind = parts[0].kind if parts else "other"
    for part in parts[1:]:
        first = page.blocks[part.first].span if part.first < len(page.blocks) else None
        if isinstance(first, PageBox) and first.top <= box.bottom:
            kind = part.kind
    return kind
