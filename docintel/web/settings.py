"""What a workbench is opened with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from argon2 import PasswordHasher

from docintel.domain.packs import Packs
from docintel.domain.wording import Language
from docintel.intake import Limits
from docintel.web.people import HASHER


@dataclass(frozen=True, slots=True)
class Settings:
    """`place` is the folder of the store, where drawn pages are kept too; `secure` says that people come by https.

    `hosts` are the names under which it is asked for; none lets any pass. `readers` are the processes that read
    what is uploaded; they open the store at `place` and `database` themselves. `workers` processes answer requests; what a person has
    looked at is signed with the `seal`, which all of them share. `hasher` says what a guessed password costs.
    """

    packs: Packs
    place: Path
    limits: Limits = field(default_factory=Limits)
    language: Language = Language.ZH
    secure: bool = False
    hosts: tuple[str, ...] = ()
    database: str | None = None
    readers: int = 1
    hasher: PasswordHasher = HASHER
    workers: int = 1
    seal: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
