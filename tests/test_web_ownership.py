"""The ownership page shows what the Review judged by: its agreements too, on the day and under the profile asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from test_ownership_agreements import A
from test_ownership_agreements import B
from test_ownership_agreements import C
from test_ownership_agreements import read
from workbench import NAMES
from workbench import PASSWORD
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

from docintel.report.encode_ownership import ownership_face
from docintel.web.client import Client
from docintel.web.permissions import Role

PROXY = f"{B}将其持有的公司15%股份的表决权委托给{A}行使，委托期限自2021年1月1日至2024年6月30日。"


SignedIn = Callable[[Role], Client]


@pytest.fixture
def signed_in(address: str) -> SignedIn:
    def client(role: Role) -> Client:
        made = Client(address)
        made.sign_in(NAMES[role], PASSWORD)
        return made

    return client


@pytest.fixture
def application(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    """An application whose Review knows of a proxy."""
    bench.desk.reading.stop()
    told = ownership_face(read(PROXY, (A, "40"), (B, "15"), (C, "45")), date(2023, 4, 10)).model_dump(mode="json")
    sample = samples / "inconsistent"
    return with_application(bench.store, bench.campaign, request.node.name, sample, {**reviewed(sample), "ownership": told})


def test_a_proxy_of_the_review_decides_on_the_page_and_is_highlighted(signed_in: SignedIn, application: str) -> None:
    chart = signed_in(Role.COMPLIANCE).ownership(application)
    assert (chart.ultimate, chart.differs) == (A, False)
    assert {stake.kind for stake in chart.stakes if stake.proof} == {"capital", "vote_delegation"}
    (proxy,) = [stake for stake in chart.stakes if stake.kind == "vote_delegation"]
    assert (proxy.share, proxy.start, proxy.end, proxy.valid) == ("表决权委托 15%", "2021-01-01", "2024-07-01", True)


def test_the_day_after_it_ends_the_proxy_is_drawn_but_decides_nothing(signed_in: SignedIn, application: str) -> None:
    chart = signed_in(Role.COMPLIANCE).ownership(application, as_of="2024-07-01")
    assert chart.ultimate == ""
    assert [(stake.valid, stake.proof) for stake in chart.stakes if stake.kind == "vote_delegation"] == [(False, False)]


def test_every_profile_is_answered_beside_the_one_that_is_asked_for(signed_in: SignedIn, application: str) -> None:
    chart = signed_in(Role.COMPLIANCE).ownership(application, profile="ubo-25")
    told = {line.profile: (line.ultimate, line.determined) for line in chart.profiles}
    assert told["holding-over-50"] == (A, True)
    assert told["ubo-25"] == ("张知衡、陆以宁", False), "both reach the line, and neither stands above the other"
    assert len(told) == 5
