"""An index of products kept between processes: the same answers, and read anew where what was kept does not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fact_text import load_packs_once

from docintel.intake.kept_arrays import MOST
from docintel.intake.kept_arrays import KeptArrays
from docintel.intake.kept_arrays import kept_arrays
from docintel.products import Product
from docintel.products import ProductIndex
from docintel.review.product_index import kept_index

WORDS = load_packs_once().products
LISTED = [
    Product("甲公司", "谐波减速器", "3453", patents=frozenset({"1"})),
    Product("乙公司", "锂离子电池隔膜", "3849", text="一体化" * 20),
    Product("丙公司", "谐波减速机", customers=frozenset({"丁公司"})),
    Product("丁公司", "\x00怪名\ud800"),
]
OWN = Product("己公司", "谐波传动减速器", "3453", patents=frozenset({"1"}), text="一体化" * 20)


def store(folder: Path, version: str = "1") -> KeptArrays:
    return KeptArrays(folder, version)


def index(kept: KeptArrays, products: list[Product] = LISTED) -> ProductIndex:
    return kept_index(WORDS, products, kept, least=1)


def only_file(folder: Path) -> Path:
    (found,) = folder.glob("*.npz")
    return found


def test_an_index_that_was_kept_gives_the_same_scores(tmp_path: Path) -> None:
    made = index(store(tmp_path)).scores(OWN).tolist()
    taken = index(store(tmp_path))
    assert taken.scores(OWN).tolist() == made
    assert [one.score for _, one in taken.best(OWN, least=0, most=None, wanted=bool)] == [
        one.score for _, one in ProductIndex(taken.comparison, LISTED).best(OWN, least=0, most=None, wanted=bool)
    ]


def test_what_was_kept_is_used_and_not_read_anew(tmp_path: Path) -> None:
    before = index(store(tmp_path))
    path = only_file(tmp_path)
    arrays = {**before.arrays, "known": before.arrays["known"] + 1}
    path.unlink()
    store(tmp_path).keep("any", arrays)
    only_file(tmp_path).rename(path)
    assert index(store(tmp_path)).arrays["known"].tolist() == arrays["known"].tolist()


@pytest.mark.parametrize("damage", [lambda told: told[: len(told) // 2], lambda _: b"", lambda _: b"no archive"])
def test_a_damaged_file_is_read_anew_and_kept_again(tmp_path: Path, damage: object) -> None:
    made = index(store(tmp_path)).scores(OWN).tolist()
    path = only_file(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))  # type: ignore[operator]
    assert index(store(tmp_path)).scores(OWN).tolist() == made
    assert len(only_file(tmp_path).read_bytes()) == len(whole)


def test_one_flipped_bit_is_noticed(tmp_path: Path) -> None:
    index(store(tmp_path))
    path = only_file(tmp_path)
    told = bytearray(path.read_bytes())
    told[len(told) // 2] ^= 1
    path.write_bytes(told)
    fresh = ProductIndex(index(store(tmp_path)).comparison, LISTED)
    assert index(store(tmp_path)).scores(OWN).tolist() == fresh.scores(OWN).tolist()


def test_a_file_of_fewer_products_is_read_anew(tmp_path: Path) -> None:
    index(store(tmp_path))
    path = only_file(tmp_path)
    fewer = ProductIndex(index(store(tmp_path)).comparison, LISTED[:2]).arrays
    path.unlink()
    store(tmp_path).keep("any", fewer)
    only_file(tmp_path).rename(path)
    assert len(index(store(tmp_path)).scores(OWN)) == len(LISTED)


def test_other_code_words_or_products_do_not_take_what_was_kept(tmp_path: Path) -> None:
    index(store(tmp_path))
    index(store(tmp_path, "2"))
    kept_index(replace(WORDS, generic_words=("系统",)), LISTED, store(tmp_path), least=1)
    index(store(tmp_path), LISTED[:3])
    assert len(list(tmp_path.glob("*.npz"))) == 4


def test_of_many_indexes_those_used_last_stay(tmp_path: Path) -> None:
    for count in range(1, MOST + 3):
        store(tmp_path).keep(str(count), ProductIndex(index(store(tmp_path / "other")).comparison, LISTED[:1]).arrays)
    assert len(list(tmp_path.glob("*.npz"))) == MOST


def test_nothing_is_kept_where_keeping_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCINTEL_CACHE", "off")
    assert kept_arrays("products") is None
    assert len(kept_index(WORDS, LISTED, None, least=1).products) == len(LISTED)


def test_few_products_are_not_kept(tmp_path: Path) -> None:
    kept_index(WORDS, LISTED, store(tmp_path))
    assert list(tmp_path.glob("*.npz")) == []
