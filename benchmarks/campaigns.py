"""Checks across a campaign of stored Reviews: how long for how many, and whether every planted tie is found.

`python benchmarks/campaigns.py [COUNT ...]` writes COUNT synthetic Reviews (default 2500, 5000, 10000) of some ninety facts, a picture and three stakes each
to a temporary folder, then times reading them back and checking them, groups and their products (B10) included, in seconds of one processor.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from docintel.campaign import check_campaign
from docintel.packs import load_packs
from docintel.report.applicants import stored_applicants
from docintel.simulate.narratives import narrative

FACTS_BESIDE = 60  # facts that no campaign check reads
PART_TIED = 50  # one tie of every kind for so many applications


def main() -> None:
    """A line for each size."""
    counts = [int(given) for given in sys.argv[1:]] or [2500, 5000, 10_000]
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            planted = write_reviews(Path(folder), count)
            size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
            begun = time.process_time()
            applicants = list(stored_applicants([Path(folder)]))
            read = time.process_time()
            packs = load_packs()
            loaded = time.process_time()
            review = check_campaign(applicants, packs.campaign, packs.products, packs.control.rule(None))
            done = time.process_time()
        found = {tie.check: sum(1 for one in review.ties if one.check == tie.check) for tie in review.ties}
        rate = (done - loaded + read - begun) / (count * math.log(count)) * 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count} Reviews, {size:.0f} MB: read {read - begun:.1f} s, checked {done - loaded:.1f} s, {rate:.0f} µs per n·ln n, {memory:.0f} MB;"
            f" planted {planted} of B01 B03 B04 B05 B09 B10, found {found}"
        )


def write_reviews(folder: Path, count: int) -> int:
    """Writes the Reviews; every PART_TIED-th application shares patent, story, figures, telephone, picture and parent with the one before. How many do."""
    ties = 0
    for index in range(count):
        tied = index % PART_TIED == PART_TIED - 1
        ties += tied
        review = _review(index, index - 1 if tied else index)
        (folder / f"{index:05d}.json").write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")
    return ties


def _review(index: int, shared: int) -> dict[str, Any]:
    name, digest = f"样例{index}号设备有限公司", f"{index:064x}"
    facts = [
        *_declared(index, shared),
        *_audited(shared),
        *(_fact(f"beside_{number}", str(number), "notes") for number in range(FACTS_BESIDE)),
    ]
    for fact in facts:
        fact["source"]["document"] = digest
    application = {"id": f"application-{index:05d}", "name": name}
    looks = {"page": 3, "box": [100.0, 200.0, 300.0, 350.0], "looks": f"{Random(shared).getrandbits(256):064x}"}
    documents = [{"sha256": digest, "file": "材料.pdf", "pictures": [looks]}]
    return {
        "schema": "docintel/review/1",
        "application": application,
        "documents": documents,
        "facts": facts,
        "findings": [],
        "cards": [],
        "ownership": _ownership(name, index, shared, digest),
    }


def _ownership(name: str, index: int, shared: int, digest: str) -> dict[str, Any]:
    """A parent with the majority through a company between, a fund and a person beside it."""
    held = ((f"样例{index}号投资有限公司", name, "3/5"), (f"样例{shared}号集团有限公司", f"样例{index}号投资有限公司", "4/5"), (f"样例{index % 90}号基金", name, "1/5"), (f"样{index}", name, "1/5"))  # fmt: skip
    kinds = {f"样{index}": "person"}
    names = dict.fromkeys(party for holder, company, _ in held for party in (holder, company))
    parties = [{"id": f"name:{party}", "name": party, "kind": kinds.get(party, "enterprise"), "uscc": None} for party in names]
    source = {"document": digest, "page": 5, "box": [100.0, 200.0, 180.0, 212.0], "method": "text", "confidence": 1.0, "doubts": []}
    holdings = [
        {"holder": f"name:{holder}", "company": f"name:{company}", "share": share, "source": source} for holder, company, share in held
    ]
    return {"parties": parties, "holdings": holdings}


def _declared(index: int, shared: int) -> Iterator[dict[str, Any]]:
    common = "公司成立以来专注于细分市场，建有省级企业技术中心，通过质量管理体系和环境管理体系认证，拥有自主品牌，产品服务于重点产业链。"
    yield _fact("introduction", common + narrative(shared, 20), "application_form")
    yield _fact("chain_gap_text", common + narrative(shared + 10**6, 6), "application_form")
    yield _fact("main_product", f"样例产品{shared // 3}", "application_form")
    yield _fact("market_share", f"{Random(index).randint(500, 3000) / 100}", "application_form")
    yield _fact("contact_mobile", f"139{shared:08d}", "application_form")
    yield _fact("contact_email", f"contact{shared}@example.com", "application_form")
    yield _fact("address", f"样例省样例市样例路{index}号", "application_form")
    yield _fact("actual_controller", f"样{index}", "application_form")
    for number in range(4):
        yield _fact("patent_number", f"2020{shared:07d}{number}", "patent_certificate")


def _audited(shared: int) -> Iterator[dict[str, Any]]:
    yield _fact("auditor", f"样例{shared % 300}会计师事务所", "audit_report")
    rng = Random(shared)
    for concept in ("revenue", "net_profit", "total_assets", "total_liabilities", "rd_expense"):
        yield _fact(concept, f"{rng.randint(10**8, 10**12) / 100:.2f}", "income_statement")


def _fact(concept: str, value: str, kind: str) -> dict[str, Any]:
    source = {"page": 3, "box": [100.0, 200.0, 180.0, 212.0], "method": "text", "confidence": 1.0, "doubts": []}
    return {"concept": concept, "value": value, "printed": value, "kind": kind, "period": {"end": "2022-12-31"}, "source": source}


if __name__ == "__main__":
    main()
