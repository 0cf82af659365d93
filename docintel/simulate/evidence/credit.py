"""What registers tell of the enterprise: changes, penalties, contributions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.figures import wan


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was changed in the register."""

    item: str
    before: str
    after: str
    day: date


@dataclass(frozen=True, slots=True)
class Penalty:
    """A small fine."""

    number: str
    reason: str
    content: str
    authority: str
    day: date


@dataclass(frozen=True, slots=True)
class Record:
    """The enterprise in the register on the day of a report; `paid_on` are the days of contributions in the order of its stakes."""

    company_type: str
    changes: tuple[Change, ...]
    penalties: tuple[Penalty, ...]
    paid_on: tuple[date, ...]
    issued: date
    authority: str
    abnormal: int = 0
    dishonest: int = 0


def record(dossier: Dossier) -> Record:
    """Two or three changes; every other enterprise was fined once."""
    rng, enterprise = dossier.chance("record"), dossier.enterprise
    people, capital = enterprise.people, enterprise.group.capital
    joint = "股份" in enterprise.company.name
    changes = [
        Change("法定代表人变更", people.contact, people.legal_representative, day_between(rng, date(2016, 1, 1), date(2018, 12, 31))),
        Change("注册资本变更（注册资金、资金数额等变更）", f"{wan(capital * 3 // 5)}万人民币", f"{wan(capital)}万人民币", day_between(rng, date(2019, 1, 1), date(2020, 6, 30))),
        Change("住所变更", f"{enterprise.place.city}{enterprise.place.district}样例路3号", enterprise.address, day_between(rng, date(2014, 6, 1), date(2015, 12, 31))),
    ]  # fmt: skip
    if enterprise.former_name:
        changes.insert(
            0,
            Change(
                "名称变更（字号名称、集团名称等）",
                enterprise.former_name,
                enterprise.company.name,
                day_between(rng, date(2021, 1, 1), date(2022, 3, 31)),
            ),
        )
    fine = Penalty(
        f"{enterprise.place.short}市监处罚〔2021〕{rng.randint(12, 98)}号", rng.choice(("未按规定对特种设备进行定期检验", "广告内容与实际不符", "未按规定标注产品标识")), f"罚款{rng.choice((3000, 5000, 8000))}元",
        f"{enterprise.place.city}{enterprise.place.district}市场监督管理局", day_between(rng, date(2021, 1, 5), date(2021, 11, 30)),
    )  # fmt: skip
    paid_on = tuple(day_between(rng, enterprise.registered, date(2019, 12, 31)) for _ in enterprise.stakes)
    kind = "股份有限公司（非上市）" if joint else "有限责任公司（自然人投资或控股）"
    return Record(
        kind,
        tuple(changes[: rng.randint(2, 3)]),
        (fine,) if dossier.seed % 2 else (),
        paid_on,
        dossier.turn.day or day_between(rng, date(2023, 3, 1), date(2023, 4, 9)),
        fine.authority,
        dossier.turn.abnormal,
        dossier.turn.dishonest,
    )
