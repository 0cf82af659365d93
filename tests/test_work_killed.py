"""Everything killed at random moments, again and again: what is left in the end is what an undisturbed run leaves. On both databases.

`PYTHONPATH=tests python benchmarks/killing.py` does the same with more applications and more deaths.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from campaigned import content
from killing import Deaths
from killing import Host
from killing import Run
from killing import deaths_until_done
from tiny_applications import write_campaign

from docintel.store import open_store

APPLICATIONS, KILLS = 4, 5


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return Host(tmp_path_factory.mktemp("host"))


def test_kill_9_at_random_moments_changes_nothing_in_the_end(host: Host, tmp_path: Path, empty_database: str | None) -> None:
    folder = write_campaign(tmp_path / "campaign", APPLICATIONS)
    host.undisturbed(Run(tmp_path / "whole", None, folder))
    run = Run(tmp_path / "broken", empty_database, folder)
    deaths = list(deaths_until_done(host, run, Deaths(KILLS, APPLICATIONS, seed=5)))
    with open_store(tmp_path / "whole") as whole, open_store(tmp_path / "broken", empty_database) as broken:
        assert content(broken) == content(whole)
        assert broken.audit.verify().broken is None
        assert broken.jobs.set_aside() == ()
    assert deaths
