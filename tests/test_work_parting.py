"""A zip of many applications is told apart from a zip of one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from campaigned import CAMPAIGN
from campaigned import applications
from campaigned import take
from tiny_applications import credit_code
from tiny_applications import write_campaign

from docintel.store import Store
from docintel.store import open_store
from docintel.work.parting import parts_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        opened.campaigns.add(CAMPAIGN)
        yield opened


def names(*listed: str) -> list[str]:
    return [part.name for part in parts_of("整包", listed)]


@pytest.mark.parametrize(
    "listed",
    [
        ("form.json", "审计报告.pdf"),
        ("某公司/form.json", "某公司/附件/审计报告.pdf"),
        ("01申请书/form.json", "02审计报告/2022.pdf", "03附件/章程.pdf"),
        ("某公司/01申请书/申请书.pdf", "某公司/02审计报告/2022.pdf"),
        (f"{credit_code(1)}申请书/申请书.pdf", f"{credit_code(1)}审计报告/2022.pdf"),
        ("甲/form.json", "乙/form.json", "说明.txt"),
    ],
    ids=["files", "one folder", "folders by kind", "a folder of folders", "one code twice", "a loose file"],
)
def test_one_application_stays_one(listed: tuple[str, ...]) -> None:
    assert names(*listed) == ["整包"]


@pytest.mark.parametrize(
    "listed",
    [
        ("甲/form.json", "甲/审计.pdf", "乙/form.json"),
        ("第五批/甲/form.json", "第五批/乙/附件/审计.pdf", "第五批/乙/申请书.xlsx"),
        ("甲.zip/form.json", "乙.zip/form.json"),
        ("甲/application/form.json", "甲/register.csv", "乙/application/form.json"),
    ],
    ids=["folders", "in a folder", "zips", "samples"],
)
def test_folders_and_zips_with_a_form_each_are_applications(listed: tuple[str, ...]) -> None:
    assert names(*listed) == ["乙", "甲"]


def test_folders_called_by_credit_codes_are_applications_and_then_so_is_what_lies_beside_them() -> None:
    first, second = f"{credit_code(1)}甲", credit_code(2)
    assert names(f"{first}/审计.pdf", f"{second}/审计.pdf", "未编号/审计.pdf") == sorted([first, second, "未编号"])


def packed(folder: Path, target: Path, around: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"{around}{path.relative_to(folder)}")
    return target


def test_a_zip_of_folders_is_taken_in_as_the_folders_would_be(store: Store, tmp_path: Path) -> None:
    folder = write_campaign(tmp_path / "campaign", 3)
    taken = take(store, packed(folder, tmp_path / "整批.zip", "第五批/"))
    assert [(one.folder, one.added) for one in taken] == [(f"申报0000{number}", 2) for number in range(3)]
    assert [one.unchanged for one in take(store, folder)] == [2, 2, 2]


def test_taken_in_again_it_changes_nothing_and_is_not_unpacked(store: Store, tmp_path: Path) -> None:
    archive = packed(write_campaign(tmp_path / "campaign", 2), tmp_path / "整批.zip")
    take(store, archive)
    known = applications(store)
    assert [(one.folder, one.unchanged, one.is_changed) for one in take(store, archive)] == [(name, 2, False) for name in known]
