"""The docs say what there is: every command, check, kind of document, schema and file they name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from checks_page import checks_page
from fact_text import load_packs_once
from test_cli import docintel

from docintel.check import CHECKS
from docintel.cli.commands import COMMANDS
from docintel.cli.commands import GROUPS
from docintel.ownership import OWNERSHIP_CHECKS

DOCS = ("README.md", "docs/design.md", "docs/packs.md", "docs/checks.md", "extractors/README.md", "samples/README.md")


def command_paths() -> list[str]:
    """`review`, `packs check`, ...: every command that can be given."""
    return sorted(command.path for command in COMMANDS)


@pytest.mark.parametrize("command", command_paths())
def test_every_command_stands_in_the_readme_and_helps_in_both_languages(command: str, root: Path) -> None:
    assert f"`docintel {command}" in (root / "README.md").read_text(encoding="utf-8")
    ran = docintel(*command.split(), "--help")
    assert ran.code == 0
    assert re.search(r"[\u4e00-\u9fff].* / .*[A-Za-z]", ran.out)


def test_the_list_of_commands_says_what_each_command_says_itself() -> None:
    assert {command.path: command.help for command in COMMANDS} == {command.path: command.loaded().__doc__ for command in COMMANDS}


def test_the_readme_names_no_command_that_is_not_there(root: Path) -> None:
    named = re.findall(rf"`docintel ((?:{'|'.join(GROUPS)}) \w+|\w+)", (root / "README.md").read_text(encoding="utf-8"))
    assert set(named) <= set(command_paths())


def test_the_page_of_checks_and_kinds_is_what_the_packs_say(root: Path) -> None:
    """Write it anew with `python tests/checks_page.py`."""
    assert (root / "docs" / "checks.md").read_text(encoding="utf-8") == checks_page()


def test_every_check_and_kind_stands_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "checks.md").read_text(encoding="utf-8")
    packs = load_packs_once()
    rules = {rule.id for programme in packs.programmes.values() for rule in programme.checks} | {check.id for check in OWNERSHIP_CHECKS}
    rules |= {check.id for check in packs.campaign.checks}
    assert set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)) == rules | set(packs.kinds)


def test_every_check_has_a_docstring_a_reviewer_can_read() -> None:
    assert CHECKS
    for name, check in CHECKS.items():
        assert (check.__doc__ or "").strip().endswith("."), name


@pytest.mark.parametrize("name", DOCS)
def test_what_a_page_links_to_is_there(name: str, root: Path) -> None:
    page = root / name
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]+)\)", prose):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", ["docs/design.md", "docs/packs.md", "README.md"])
def test_the_files_and_rooms_a_page_names_are_there(name: str, root: Path) -> None:
    for path in re.findall(
        r"`((?:docintel|extractors|models|samples|docs|tests)/[\w./-]+|\.importlinter)`", (root / name).read_text(encoding="utf-8")
    ):
        assert (root / path).exists() or (root / path.removesuffix("/")).exists(), path


def test_the_floors_in_the_design_are_those_that_are_kept(root: Path) -> None:
    """Every room that the design names is a package, and import-linter knows it."""
    design, contracts = (root / "docs" / "design.md").read_text(encoding="utf-8"), (root / ".importlinter").read_text(encoding="utf-8")
    rooms = {path.name for path in (root / "docintel").iterdir() if path.is_dir() and (path / "__init__.py").is_file()}
    floors = design.partition("**Floors.**")[2].partition("**")[0]
    for room in rooms:
        assert f"`{room}`" in floors, room
        assert f"docintel.{room}" in contracts, room


def test_the_picture_of_the_report_is_small_and_a_picture(root: Path) -> None:
    picture = root / "docs" / "report.png"
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert 20_000 < picture.stat().st_size < 300_000


def test_every_module_says_what_it_is(root: Path) -> None:
    for path in sorted((root / "docintel").rglob("*.py")):
        if "_packs" not in path.parts:
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
