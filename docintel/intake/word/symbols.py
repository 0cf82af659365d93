"""Symbol fonts: what their characters look like, as Unicode; and the states of checkboxes, which are those characters too."""

from __future__ import annotations

from docintel.intake.word.names import W14
from docintel.intake.word.names import Element
from docintel.intake.word.names import V
from docintel.intake.word.names import W
from docintel.intake.word.names import is_on
from docintel.intake.word.names import number_of

CHECKED, UNCHECKED = "☑", "☐"
MOST_CHOICES = 10_000

_PRIVATE = 0xF000  # symbol fonts keep their characters at this place and above


def _row(first: int, characters: str) -> dict[int, str]:
    return {first + place: character for place, character in enumerate(characters) if character != " "}


_WINGDINGS = {
    **_row(0x21, "✏✂✁ 🔔📖🕯☎✆✉"),
    **_row(0x46, "☞☝☟✋☺😐☹"),
    **_row(0x6C, "●❍■☐☐❐☐☐⬧⧫◆❖⬥☒"),
    **_row(0x7B, "❀✿"),
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_row(0x9E, "·•▪○○○◉◎ ▪☐"),
    **_row(0xAB, "★"),
    **_row(0xD5, "⌫⌦ ➢"),
    **_row(0xDF, "←→↑↓↖↗↙↘"),
    **_row(0xE8, "➔"),
    **_row(0xEF, "⇦⇨⇧⇩"),
    **_row(0xFB, "×√☒☑"),
}
_WINGDINGS_2 = {
    **_row(0x4F, "×√☒☑☒☒⊗⊗"),
    **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_row(0x95, "·••●●○◉◎"),
    **_row(0x9F, "▪▪■■☐☐☐☐"),
}
_WINGDINGS_3 = _row(0x66, "←→↑↓↖↗↙↘")
_WEBDINGS = {**_row(0x31, "☐"), 0x61: "√", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "×"}
_SYMBOL = {
    **_row(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    **_row(0xA2, "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    **_row(0xD5, "∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    0xC5: "⊕",
    0xC4: "⊗",
    0xC7: "∩",
    0xC8: "∪",
    0xCE: "∈",
    0xE5: "∑",
    0xF2: "∫",
    0x20: " ",
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3, "webdings": _WEBDINGS, "symbol": _SYMBOL}


def is_symbol_font(font: str) -> bool:
    """Whether a font draws symbols in place of letters."""
    return font.lower() in _FONTS


def symbol(font: str, code: int) -> str | None:
    """What a character of a font shows; None where it is a symbol that is not known."""
    low = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if low < 0x100:
        known = _FONTS.get(font.lower(), _WINGDINGS).get(low)
        return chr(code) if known is None and low == code and not is_symbol_font(font) else known
    return chr(code) if code < 0xD800 or 0xE000 <= code < _PRIVATE or _PRIVATE + 0x900 < code < 0x110000 else None


def symbol_of(mark: Element) -> tuple[str | None, str]:
    """What a w:sym shows, None where that is not known, and its font and code in words."""
    font, code = mark.get(f"{W}font", ""), mark.get(f"{W}char", "")
    try:
        return symbol(font, int(code, 16)), f"{font} {code}"
    except ValueError:
        return None, f"{font} {code}"


def respelled(text: str, font: str) -> str:
    """Text written in a symbol font (an R in Wingdings 2 shows ☑); characters that the font does not draw stay."""
    return "".join(symbol(font, ord(character)) or character for character in text)


def control_state(properties: Element | None) -> str | None:
    """The state of a checkbox content control; None for other controls."""
    box = None if properties is None else properties.find(f"{W14}checkbox")
    if box is None:
        return None
    state = box.find(f"{W14}checked")
    return CHECKED if is_on(state, f"{W14}val") else UNCHECKED


def legacy_value(mark: Element) -> str | None:
    """What a form field without a result of its own shows: the state of a checkbox, the choice of a list; None for other fields."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return CHECKED if is_on(box.find(f"{W}default") if state is None else state) else UNCHECKED
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return None
    entries = [entry.get(f"{W}val", "") for entry in choices.findall(f"{W}listEntry")]
    chosen = choices.find(f"{W}result")
    place = number_of(choices.find(f"{W}default") if chosen is None else chosen, MOST_CHOICES)
    return entries[place] if place < len(entries) else ""


def word_art(shape: Element) -> str:
    """The text drawn along a VML path, as in WordArt and in watermarks."""
    return str(shape.get("string", "")) if shape.tag == f"{V}textpath" else ""
