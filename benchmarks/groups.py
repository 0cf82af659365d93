"""B10 on a made campaign of stored Reviews: are applicants of one group with similar products found, and nobody else?

`python benchmarks/groups.py [--beside N] [--no-codes]`: the pairs of benchmarks/product_pairs.jsonl are the main products of two applicants each. Those that are
alike stand once in every kind of group in turn (to be found) and once in what only looks like a group (not to be found); those that differ stand
in one group with each other (not to be found: a person would look in vain). N applications of no group stand beside them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from pathlib import Path
from typing import Any

from docintel.campaign import check_campaign
from docintel.packs import load_packs
from docintel.report.applicants import stored_applicants

PAIRS = Path(__file__).parent / "product_pairs.jsonl"
Stake = tuple[str, str, Fraction]  # holder, company, share: each a party's name, with its code behind a bar where the papers tell it


@dataclass(slots=True)
class Made:
    """Two applicants: their names, the stakes that each application states, and whether they are to be found."""

    names: tuple[str, str]
    stakes: tuple[list[Stake], list[Stake]] = field(default_factory=lambda: ([], []))


Kind = Callable[[Made, str], None]


def _hold(made: Made, of: int, holder: str, percent: int, company: str = "") -> None:
    made.stakes[of].append((holder, company or made.names[of], Fraction(percent, 100)))


def parent(made: Made, top: str) -> None:
    """One parent with the majority of both, by its code."""
    _hold(made, 0, f"{top}控股有限公司|{code(top)}", 60)
    _hold(made, 1, f"{top}控股有限公司|{code(top)}", 70)


def code_in_one(made: Made, top: str) -> None:
    """One application states the parent's code, the other its name only."""
    _hold(made, 0, f"{top}控股有限公司|{code(top)}", 60)
    _hold(made, 1, f"{top}控股有限公司", 51)


def brackets(made: Made, top: str) -> None:
    """Brackets of two widths in the parent's name."""
    _hold(made, 0, f"{top}（集团）有限公司", 80)
    _hold(made, 1, f"{top}(集团)有限公司", 75)


def chain(made: Made, top: str) -> None:
    """The middle of the chain is held as the other application tells."""
    _hold(made, 0, f"{top}设备有限公司", 60)
    _hold(made, 1, f"{top}控股有限公司", 70)
    _hold(made, 1, f"{top}控股有限公司", 80, f"{top}设备有限公司")


def long_chain(made: Made, top: str) -> None:
    """Three levels on one side."""
    _hold(made, 0, f"{top}甲有限公司", 51)
    _hold(made, 0, f"{top}乙有限公司", 51, f"{top}甲有限公司")
    _hold(made, 0, f"{top}丙有限公司", 51, f"{top}乙有限公司")
    _hold(made, 1, f"{top}丙有限公司", 100)


def joint(made: Made, top: str) -> None:
    """The parent alone has less than half, with its subsidiary more."""
    _hold(made, 0, f"{top}控股有限公司", 30)
    _hold(made, 0, f"{top}投资有限公司", 25)
    _hold(made, 0, f"{top}控股有限公司", 90, f"{top}投资有限公司")
    _hold(made, 1, f"{top}控股有限公司", 70)


def one_holds_the_other(made: Made, top: str) -> None:
    """One applicant is the parent of the other."""
    _hold(made, 0, f"{top}某|person", 70)
    _hold(made, 1, made.names[0], 55)


def person(made: Made, top: str) -> None:
    """One person by name: a note, the person to be verified."""
    _hold(made, 0, f"{top}某|person", 80)
    _hold(made, 1, f"{top}某|person", 67)


def two_of_one_name(made: Made, top: str) -> None:
    """Two parents of one name and two codes."""
    _hold(made, 0, f"{top}控股有限公司|{code(top)}", 60)
    _hold(made, 1, f"{top}控股有限公司|{code(top, 7)}", 60)


def half(made: Made, top: str) -> None:
    """Exactly half is no control by the rule of the programme."""
    _hold(made, 0, f"{top}控股有限公司", 50)
    _hold(made, 1, f"{top}控股有限公司", 70)


def minority(made: Made, top: str) -> None:
    """A fund with a minority of both."""
    _hold(made, 0, f"{top}创业投资基金合伙企业（有限合伙）", 12)
    _hold(made, 1, f"{top}创业投资基金合伙企业（有限合伙）", 18)


def state(made: Made, top: str) -> None:
    """Both are held by the state."""
    _hold(made, 0, f"{top}市人民政府国有资产监督管理委员会|state_body", 100)
    _hold(made, 1, f"{top}市人民政府国有资产监督管理委员会|state_body", 100)


def nobody(made: Made, top: str) -> None:
    """Two parents that have nothing to do with each other."""
    _hold(made, 0, f"{top}东控股有限公司", 60)
    _hold(made, 1, f"{top}西控股有限公司", 60)


def sold(made: Made, top: str) -> None:
    """The parent of one held the other's parent once: now a minority."""
    _hold(made, 0, f"{top}控股有限公司", 60)
    _hold(made, 1, f"{top}设备有限公司", 60)
    _hold(made, 1, f"{top}控股有限公司", 49, f"{top}设备有限公司")


GROUPS: tuple[Kind, ...] = (parent, code_in_one, brackets, chain, long_chain, joint, one_holds_the_other, person)
APART: tuple[Kind, ...] = (two_of_one_name, half, minority, state, nobody, sold)


def main() -> None:
    """Make, check, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=int, default=640)
    parser.add_argument("--no-codes", action="store_true", help="no application tells its industry class")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        expected = write_campaign(Path(folder), asked.beside, codes=not asked.no_codes)
        applicants = list(stored_applicants([Path(folder)]))
        packs = load_packs()
        begun = time.process_time()
        review = check_campaign(applicants, packs.campaign, packs.products, packs.control.rule(None))
        spent = time.process_time() - begun
    found = {tuple(sorted(tie.members)) for tie in review.ties if tie.check == "B10"}
    print(f"{len(applicants)} Reviews checked in {spent:.1f} s of one processor; B10 told of {len(found)} pairs")
    for kind in dict.fromkeys(kind for kind, _ in expected.values()):
        of = {members: wanted for members, (its, wanted) in expected.items() if its == kind}
        print(f"  {kind}: told {sum(members in found for members in of)} of {len(of)}, to be told {sum(of.values())}")
    wanted = {members for members, (_, is_wanted) in expected.items() if is_wanted}
    print(
        f"recall {len(wanted & found)}/{len(wanted)}, precision {len(wanted & found)}/{len(found)}, of no pair {len(found - expected.keys())}"
    )
    for members in sorted(wanted - found)[:20]:
        print("  missed", expected[members][0], *(one.of("main_product")[0].value for one in applicants if one.id in members))


def write_campaign(folder: Path, beside: int, *, codes: bool = True) -> dict[tuple[str, ...], tuple[str, bool]]:
    """The Reviews; for the members of every pair the kind it is of, and whether it is to be found."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    alike, unlike = ([row for row in rows if (row["label"] != "different") is wanted] for wanted in (True, False))
    plan: list[tuple[dict[str, str], Kind, bool, str]] = []
    plan += [(row, GROUPS[at % len(GROUPS)], True, GROUPS[at % len(GROUPS)].__name__) for at, row in enumerate(alike)]
    plan += [(row, APART[at % len(APART)], False, APART[at % len(APART)].__name__) for at, row in enumerate(alike)]
    plan += [(row, GROUPS[at % len(GROUPS)], False, "one group, other products") for at, row in enumerate(unlike)]
    expected: dict[tuple[str, ...], tuple[str, bool]] = {}
    for number, (row, kind, wanted, name) in enumerate(plan):
        made = Made((f"样{number}甲设备有限公司", f"样{number}乙科技有限公司"))
        kind(made, f"例{number}号")
        ids = tuple(f"id{number:04d}{side}" for side in "ab")
        for at, (side, told) in enumerate(zip("ab", ids, strict=True)):
            write(folder, told, made.names[at], (row[side], row[f"code_{side}"] if codes else ""), made.stakes[at])
        expected[ids] = (name, wanted)
    for number in range(beside):
        row = rows[number % len(rows)]
        stakes: list[Stake] = [(f"旁{number}控股有限公司", f"旁{number}有限公司", Fraction(60, 100))]
        write(folder, f"beside{number:04d}", f"旁{number}有限公司", (row["a"], row["code_a"] if codes else ""), stakes)
    return expected


def write(folder: Path, identity: str, name: str, product: tuple[str, str], stakes: list[Stake]) -> None:
    """One Review as it is stored."""
    digest = hashlib.sha256(identity.encode()).hexdigest()
    told = (("main_product", product[0]), ("industry_class", product[1]))
    facts = [_fact(concept, value, digest) for concept, value in told if value]
    parties = {end: None for holder, company, _ in stakes for end in (holder, company)}
    ownership = {
        "parties": [_party(one) for one in parties],
        "holdings": [
            {"holder": holder, "company": company, "share": str(share), "source": _source(digest)} for holder, company, share in stakes
        ],
    }
    review = {
        "schema": "docintel/review/1",
        "application": {"id": identity, "name": name},
        "documents": [{"sha256": digest, "file": "材料.pdf"}],
        "facts": facts,
        "findings": [],
        "cards": [],
        "ownership": ownership,
    }
    (folder / f"{identity}.json").write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")


def _party(told: str) -> dict[str, str | None]:
    name, _, more = told.partition("|")
    kind = more if more in {"person", "state_body"} else "enterprise"
    return {"id": told, "name": name, "kind": kind, "uscc": more if len(more) == 18 else None}


def _fact(concept: str, value: str, digest: str) -> dict[str, Any]:
    return {"concept": concept, "value": value, "printed": value, "kind": "application_form", "source": _source(digest)}


def _source(digest: str) -> dict[str, Any]:
    return {"document": digest, "page": 3, "box": [100.0, 200.0, 180.0, 212.0], "method": "text", "confidence": 1.0, "doubts": []}


def code(top: str, apart: int = 0) -> str:
    """Eighteen signs that look like a credit code."""
    return f"91440300MA5{(int(top.strip('例号')) * 10 + apart):07d}"


if __name__ == "__main__":
    main()
