"""Who is at the screen: accounts with their passwords, sessions, and the first account of an empty store."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError
from argon2.exceptions import VerificationError
from fastapi import Depends
from fastapi import Request

from docintel.domain.errors import UsageError
from docintel.domain.records import Account
from docintel.domain.records import Session
from docintel.domain.wording import Wording
from docintel.store import Store
from docintel.web.permissions import Action
from docintel.web.permissions import Role
from docintel.web.permissions import may
from docintel.web.security import Buckets
from docintel.web.security import hash_of
from docintel.web.security import new_token

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
FIRST_ACCOUNT = timedelta(hours=1)
TOUCHED = timedelta(minutes=1)  # a session's last use is written at most so often
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
CALLED_SECONDS = 2.0  # names of accounts are looked up again after so long: another process may have changed one
NOT_YET: tuple[float, dict[str, str]] = (float("-inf"), {})
HASHING_AT_ONCE = 2  # each takes 64 MiB for a moment

A_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}")  # it stands in the audit log, which holds ids only

HASHER = PasswordHasher()  # argon2id with RFC 9106's second recommended setting: 64 MiB, 3 passes

TOO_SHORT = Wording(f"密码至少 {SHORTEST_PASSWORD} 个字符", f"A password has at least {SHORTEST_PASSWORD} characters")
TOO_LONG = Wording(f"密码至多 {LONGEST_PASSWORD} 个字符", f"A password has at most {LONGEST_PASSWORD} characters")
TOO_PLAIN = Wording("密码过于简单：不能与账号相同或只由少数字符重复", "Too plain: not the account's name, not few characters over and over")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in."""

    name: str
    display: str
    role: Role

    def may(self, action: Action | str) -> bool:
        """Whether the table of permissions lets them."""
        return may(self.role, Action(action))


async def person_of(request: Request) -> Person:
    """The person whom the door let in; only routes open to everybody have none. Not a thread's work: every request asks."""
    person: Person = request.state.person
    return person


ByPerson = Annotated[Person, Depends(person_of)]


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of an attempt to sign in: a token, or the seconds to wait, or neither (name or password do not match)."""

    token: str | None = None
    wait: int = 0


class People:
    """Accounts and sessions over a store. Of tokens and passwords only hashes are kept."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: Callable[[], float] = time.monotonic,
        hasher: PasswordHasher = HASHER,
    ) -> None:
        self.store = store
        self.clock = clock
        self.seconds = seconds
        self.hasher = hasher
        self.nobody = hasher.hash("nobody's password")  # tried for unknown names, so that their answer takes as long
        self.by_name = Buckets(burst=10, per_second=1 / 60, clock=seconds)
        self.by_address = Buckets(burst=40, per_second=1 / 10, clock=seconds)
        self._hashing = threading.BoundedSemaphore(HASHING_AT_ONCE)
        self._first: tuple[str, datetime] | None = None
        self._known: tuple[float, dict[str, str]] = NOT_YET

    def sign_in(self, name: str, password: str, address: str) -> SignIn:
        """A new session for the right password; wrong ones become slow, by name and by address."""
        wait = max(self.by_address.take(address), self.by_name.take(name.casefold()))
        if wait:
            return SignIn(wait=wait)
        account = self.store.accounts.get(name)
        kept = None if account is None else self.store.accounts.password_hash(name)
        right = self._verified(kept or self.nobody, password)
        if account is None or account.disabled or kept is None or not right:
            self.store.audit.append(actor="nobody", action="sign_in_failed", subject=name if account else "unknown")
            return SignIn()
        self.by_name.give_back(name.casefold())
        self.by_address.give_back(address)
        if self.hasher.check_needs_rehash(kept):
            self.store.accounts.change(name, password_hash=self._hashed(password), by=name)
        return SignIn(token=self.open_session(name))

    def behind(self, token: str) -> Person | None:
        """The person of a session, None where there is none, it has lain idle or lasted too long, or the account is disabled."""
        who = self.store.sessions.who(hash_of(token))
        if who is None:
            return None
        later = self._later(who[0])
        if later is not None:
            self.store.sessions.extend(who[0].token_sha256, later)
        return _person(who[1])

    def glanced(self, token: str) -> Person | None:
        """The same by one short look; None also where there is more to do, so that `behind` is to be asked, which may have to wait."""
        who = self.store.sessions.who(hash_of(token)) if self.store.is_near else None
        return None if who is None or self._later(who[0]) is not None else _person(who[1])

    def _later(self, session: Session) -> str | None:
        """When a session that is in use ends, where that is not written yet."""
        until = min(self.clock() + IDLE, datetime.fromisoformat(session.created_at) + LONGEST)
        return _told(until) if until - datetime.fromisoformat(session.expires_at) > TOUCHED else None

    def sign_out(self, token: str, person: Person) -> None:
        """The session ends here and in the store."""
        self.store.sessions.end(hash_of(token))
        self.store.audit.append(actor=person.name, action="session.end", subject=person.name)

    def called(self, name: str) -> str:
        """What people call an account, be it made just now by another process; its name where it is none of ours."""
        known = self._displays()
        if name not in known:
            self.accounts()
            known = self._displays()
            known.setdefault(name, name)  # no account: not asked for again with every line
        return known[name]

    def displays(self) -> Mapping[str, str]:
        """What people call each account, as it was at most a moment ago."""
        return self._displays()

    def accounts(self) -> tuple[Account, ...]:
        """All accounts for lists to choose from, as they are now."""
        found = self.store.accounts.all()
        self._known = self.seconds(), {account.name: account.display for account in found}
        return found

    def _displays(self) -> dict[str, str]:
        if self.seconds() - self._known[0] > CALLED_SECONDS:
            self.accounts()
        return self._known[1]

    def looked(self, person: Person, action: Action, subject: str, detail: Mapping[str, str]) -> None:
        """A look at personal data, for the audit log: ids and hashes only."""
        self.store.audit.append(actor=person.name, action=action.value, subject=subject, detail=detail)

    def add(self, name: str, display: str, role: Role, password: str, by: str) -> None:
        """A new account; a UsageError says what is wrong with the name or the password."""
        self._acceptable(name, password)
        self.store.accounts.add(name, display, role.value, self._hashed(password), by=by)
        self._known = NOT_YET

    def set_password(self, name: str, password: str, by: str) -> None:
        """Another password; all sessions of the account end."""
        self._acceptable(name, password)
        self.store.accounts.change(name, password_hash=self._hashed(password), by=by)

    def set_role(self, name: str, role: Role, by: str) -> None:
        """Another role, from the next request on."""
        self._not_oneself(name, by)
        self.store.accounts.change(name, role=role.value, by=by)
        self._known = NOT_YET

    def set_display(self, name: str, display: str, by: str) -> None:
        """What people call the account from now on."""
        if not display:
            raise UsageError("请填写姓名。 / Give a name.")
        self.store.accounts.change(name, display=display, by=by)
        self._known = NOT_YET

    def set_disabled(self, name: str, *, disabled: bool, by: str) -> None:
        """Disabled accounts cannot sign in, and their sessions end."""
        self._not_oneself(name, by)
        self.store.accounts.change(name, disabled=disabled, by=by)
        self._known = NOT_YET

    def is_password(self, name: str, password: str) -> bool:
        """Whether it is the account's password; asked again before it is changed."""
        kept = self.store.accounts.password_hash(name)
        return kept is not None and self._verified(kept, password)

    def first_link(self) -> str | None:
        """The path under which the first account is made, once and within an hour; None where there are accounts already."""
        if self.store.accounts.all():
            return None
        token = new_token()
        self._first = (hash_of(token), self.clock() + FIRST_ACCOUNT)
        return f"/first-account/{token}"

    def is_first(self, token: str) -> bool:
        """Whether a token is that of the printed link, still unused and in time."""
        return self._first is not None and self._first[0] == hash_of(token) and self.clock() < self._first[1]

    def add_first(self, token: str, name: str, display: str, password: str) -> None:
        """The first account, an administrator's; the link is spent with it."""
        if not self.is_first(token) or self.store.accounts.all():
            raise UsageError("链接已失效 / this link is no longer valid")
        self.add(name, display, Role.ADMINISTRATOR, password, by=name)
        self._first = None

    def open_session(self, name: str) -> str:
        """A new session; its token."""
        token = new_token()
        self.store.sessions.sweep()
        self.store.sessions.begin(hash_of(token), name, _told(self.clock() + IDLE))
        return token

    def _hashed(self, password: str) -> str:
        with self._hashing:
            return self.hasher.hash(password)

    def _verified(self, kept: str, password: str) -> bool:
        try:
            with self._hashing:
                return self.hasher.verify(kept, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False

    @staticmethod
    def _not_oneself(name: str, by: str) -> None:
        if name == by:
            raise UsageError("不能停用自己或更改自己的角色 / not your own account: another administrator can")

    @staticmethod
    def _acceptable(name: str, password: str) -> None:
        if not A_NAME.fullmatch(name):
            raise UsageError(f"账号 {name!r} 只能用英文字母、数字和 . _ - / an account's name is of Latin letters, digits and . _ -")
        trouble = password_trouble(name, password)
        if trouble is not None:
            raise UsageError(f"{trouble.zh} / {trouble.en}")


def _person(account: Account) -> Person:
    return Person(account.name, account.display, Role(account.role))


def _told(moment: datetime) -> str:
    """A time as the store holds it, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def password_trouble(name: str, password: str) -> Wording | None:
    """What speaks against a password: its length, or that anyone would guess it. No rules of letters and digits (NIST SP 800-63B 5.1.1.2)."""
    if len(password) < SHORTEST_PASSWORD:
        return TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return TOO_LONG
    if name.casefold() in {password.casefold(), password.casefold()[: len(name)]} or len(set(password)) < 5:
        return TOO_PLAIN
    return None
