"""Content controls are settled before reading: a checkbox shows its state, a prompt that nobody answered is empty.

It is done on the parsed tree, because a control may stand around runs, paragraphs, cells or rows alike.
"""

from __future__ import annotations

from lxml import etree

from docintel.intake.word import names
from docintel.intake.word.names import Element
from docintel.intake.word.names import W
from docintel.intake.word.names import is_on
from docintel.intake.word.names import within
from docintel.intake.word.symbols import control_state

_SHOWN = (names.TEXT, names.SYMBOL, f"{W}drawing", f"{W}pict")


def settle(root: Element) -> list[str]:
    """Give every content control of a part the text that stands for its value; the prompts taken out come back."""
    prompts = []
    for control in list(root.iter(names.CONTROL)):
        content = control.find(f"{W}sdtContent")
        state = control_state(control.find(f"{W}sdtPr"))
        if content is None:
            continue
        if state is not None:
            _show(content, state)
        elif is_on(within(control, "sdtPr", "showingPlcHdr")):
            prompts.append(_empty(control, content))
    return prompts


def _show(content: Element, state: str) -> None:
    """The control's sign becomes `state`; words beside the sign stay."""
    sign = next(content.iter(names.TEXT, names.SYMBOL), None)
    if sign is None:
        paragraph = next(content.iter(names.PARAGRAPH), content)
        if paragraph is not content or content.getparent().getparent().tag == names.PARAGRAPH:
            _letters(paragraph, state)
        return
    if sign.tag == names.SYMBOL:
        sign.tag, sign.text = names.TEXT, state
        return
    words = (sign.text or "").lstrip()
    sign.text = state + (words if words[:1].isalnum() and len(words) > 1 else words[1:])


def _letters(parent: Element, text: str) -> None:
    run = etree.SubElement(parent, names.RUN)
    etree.SubElement(run, names.TEXT).text = text


def _empty(control: Element, content: Element) -> str:
    """Take out the prompt, and nothing of controls within that were answered."""
    prompt = ""
    for shown in list(content.iter(*_SHOWN)):
        if next(shown.iterancestors(names.CONTROL)) is not control:
            continue
        if shown.tag == names.TEXT:
            prompt += shown.text or ""
            shown.text = ""
        else:
            shown.getparent().remove(shown)
    return prompt
