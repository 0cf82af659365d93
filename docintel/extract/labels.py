"""From printed labels to concepts, by the aliases of the taxonomy."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docintel.domain.concept import Concept
from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Scope
from docintel.extract.composed import composed
from docintel.text.normal import label_key
from docintel.text.scripts import is_rare
from docintel.text.scripts import look_alike

FEWEST, LONGEST = 4, 24  # letters of a label in which one misread letter is seen through
_BRACKETED = re.compile(r"\([^()]*\)")
_SCOPES = (("母公司", Scope.PARENT), ("合并", Scope.CONSOLIDATED))
_OTHER = re.compile(
    r"\([^()]*(?:扣除非经常|扣非|剔除)[^()]*\)"
)  # 加权平均净资产收益率(扣除非经常性损益后): a remark that makes it another figure
_ENGLISH = re.compile(r"(?<=[\u4e00-\u9fff):])[A-Za-z(][A-Za-z0-9,.'’&:;()/“”\"-]{3,}$")
_FOOTNOTE = re.compile(r"(?:\[?注\d{0,2}\]?|\*\d?)$")  # of a mark that refers to a remark under the table
_SPELLINGS = (
    (re.compile("归属(?!于)"), "归属于"),
    (re.compile("(?<=归属于)(?:上市公司|挂牌公司|申请挂牌公司|本行|本?公司|本集团|发行人|母公司)(?:普通股)?(?=股东|所有者)"), "母公司"),
    (re.compile("(?<=损益后)净利润"), "的净利润"),
    (re.compile("(?<=.占)(.{3,})(?<!的)的?(?:比重|比例|比率|百分比)$"), r"\1比例"),
    (re.compile("现金(?:流净额|净流量|净流入额?)$|净现金流量?$"), "现金流量净额"),
)  # one label is spelled in these ways
_SPELT = ("归属", "损益后", "现金", "占")  # one of which stands in whatever is spelled so
_OWNERS = re.compile(r"(?:公司|本公司|本集团|发行人|上市公司)(?=.{2,})")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: the concepts it may mean (best first) and the scope it names in brackets."""

    concepts: tuple[str, ...]
    scope: Scope | None


class Labels:
    """The aliases of the taxonomy, looked up by `label_key`."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.index = _index(tuple((concept.id, (concept.label.zh, *concept.aliases)) for concept in taxonomy.concepts.values()))
        self.halves = _halves(tuple(self.index))
        self.shorts = _index(tuple((concept.id, concept.short) for concept in taxonomy.concepts.values() if concept.short))
        self.read = lru_cache(maxsize=4096)(self._read)  # every row of a table is asked for several times

    def _read(self, printed: str) -> Label:
        """What a label may mean; nothing where no alias fits."""
        key = label_key(printed)
        brackets = _BRACKETED.findall(key) if "(" in key else ()
        scope = next((found for word, found in _SCOPES for bracket in brackets if word in bracket), None)
        for form in _forms(key):
            if form in self.index:
                return Label(self.index[form], scope)
        return Label(self._misread(key), scope)

    def short(self, printed: str) -> tuple[str, ...]:
        """The concepts that a word may mean which is too common for a label: 收入, 资产."""
        return self.shorts.get(label_key(printed), ())

    def known(self, printed: str) -> bool:
        """Whether a label means anything, be it only as a row of its own statement."""
        return bool(self.read(printed).concepts or self.short(printed))

    def _misread(self, key: str) -> tuple[str, ...]:
        """The concepts of the one label that a long one is but for a letter: one that print confuses with it, or one that no label has."""
        if not FEWEST <= len(key) <= LONGEST:
            return ()
        met = {self.index[known] for half in _halved(key) for known in self.halves.get(half, ()) if _is_misread(key, known)}
        return met.pop() if len(met) == 1 else ()

    def concept(self, printed: str, values: Iterable[str]) -> Concept | None:
        """The concept of a label whose values are of one of these kinds (money, percent, ...)."""
        wanted = tuple(values)
        return next((self.taxonomy[name] for name in self.read(printed).concepts if self.taxonomy[name].value in wanted), None)


@lru_cache(maxsize=2)  # the same for every document that is read with the same packs
def _index(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[str, ...]]:
    """The concepts that a label may mean, by its key; in the order of the taxonomy."""
    written: dict[str, dict[str, None]] = defaultdict(dict)
    spelt: dict[str, dict[str, None]] = defaultdict(dict)
    for concept, names in aliases:
        for key in map(label_key, names):
            written[key][concept] = None
            spelt[_respelled(key)][concept] = None
    return {key: tuple(concepts) for key, concepts in (spelt | written).items()}  # as it is written comes before as it is only spelled


@lru_cache(maxsize=2)
def _halves(keys: tuple[str, ...]) -> Mapping[tuple[int, int, str], tuple[str, ...]]:
    """The labels by each half of them: of a label that is misread in one letter, one half is right."""
    found: dict[tuple[int, int, str], tuple[str, ...]] = {}
    for key in keys:
        for half in _halved(key) if FEWEST <= len(key) <= LONGEST else ():
            found[half] = (*found.get(half, ()), key)
    return found


def _halved(key: str) -> tuple[tuple[int, int, str], ...]:
    """The two halves of a label, each with its place and the length of the whole."""
    size, middle = len(key), len(key) // 2
    return (size, 0, key[:middle]), (size, middle, key[middle:])


def _is_misread(key: str, known: str) -> bool:
    """Whether a label is another but for one letter that print confuses with its own, or that is a rare one."""
    wrong = [(read, letter) for read, letter in zip(key, known, strict=True) if read != letter]
    return len(wrong) == 1 and (look_alike(*wrong[0]) or is_rare(wrong[0][0]))


def _forms(key: str) -> list[str]:
    """The label, then without bracketed remarks, then without the owner before it."""
    marked = label_key(_FOOTNOTE.sub("", key)) if ("注" in key or "*" in key) and _FOOTNOTE.search(key) else None
    if marked:
        return [key, *_forms(marked)]
    if "%" in key and (without := key.replace("%(", "(").removesuffix("%")) != key:  # 资产负债率%(合并), 研发支出占营业收入的比例%
        return [key, *_forms(without)]
    bare = _BRACKETED.sub("", key) if "(" in key and _OTHER.search(key) is None else key
    signed = bare.replace("/", "")  # 营业利润/(亏损), 现金净增加/(减少)额
    forms = [key, bare, signed, _unowned(key), _unowned(bare)]
    if _ENGLISH.search(key):  # 货币资金 Cash at bank and on hand
        chinese = label_key(_ENGLISH.sub("", key))
        forms += [chinese, _BRACKETED.sub("", chinese)]
    if any(word in key for word in _SPELT):
        forms += [_respelled(form) for form in forms]
    forms += [usual for form in (key, bare) if (usual := composed(form)) is not None]
    return list(dict.fromkeys(forms))


def _unowned(key: str) -> str:
    """A label without the owner before it."""
    owner = _OWNERS.match(key)
    return key if owner is None else key[owner.end() :]


def _respelled(key: str) -> str:
    """归属本行股东的净利润 as 归属于母公司股东的净利润, 经营活动产生的现金流净额 as 经营活动产生的现金流量净额."""
    for spelling, usual in _SPELLINGS:
        key = spelling.sub(usual, key)
    return key
