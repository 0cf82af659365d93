"""What people say beside deciding: facts they give, notes, accounts and sessions."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.domain.records import Account
from docintel.domain.records import Json
from docintel.domain.records import Note
from docintel.domain.records import PersonFact
from docintel.domain.records import Session
from docintel.store.applications import locked
from docintel.store.audit import append
from docintel.store.database import Database
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.rows import sealed
from docintel.store.schema import notes
from docintel.store.schema import person_facts
from docintel.store.schema_work import accounts
from docintel.store.schema_work import sessions

WHO = (
    select(sessions, accounts.c.display, accounts.c.role)
    .join(accounts)
    .where(sessions.c.token_sha256 == bindparam("of"), accounts.c.disabled.is_(False))
)
FACTS_OF = select(person_facts).where(person_facts.c.application == bindparam("of")).order_by(person_facts.c.id)
NOTES_OF = select(notes).where(notes.c.application == bindparam("of")).order_by(notes.c.id)
ACCOUNTS = select(accounts.c.name, accounts.c.display, accounts.c.role, accounts.c.disabled).order_by(accounts.c.name)
STATED, WITHDRAWN = "stated", "withdrawn"


class PersonFacts:
    """Facts that people gave beside the machine's: never changed, taken back by a row of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, application: str, fact: Json, *, person: str, reason: str = "", replaces: str | None = None) -> PersonFact:
        """A fact a person gives; `replaces` names the machine's fact that it corrects."""
        values = {"act": STATED, "refers": None, "fact": canonical(fact), "replaces": replaces, "reason": reason, "person": person}

        def body(connection: Connection) -> PersonFact:
            row = _inserted(connection, application, values, self._database.now())
            return PersonFact(row["id"], application, dict(fact), replaces, person, row["at"], reason)

        return self._database.write(body)

    def withdraw(self, fact: int, *, person: str, reason: str = "") -> PersonFact:
        """The fact no longer counts; ConflictError where it was withdrawn already."""

        def body(connection: Connection) -> PersonFact:
            row = connection.execute(select(person_facts).where(person_facts.c.id == fact)).mappings().one_or_none()
            if row is None or row["act"] != STATED:
                raise UsageError(f"没有这项人工填写的事实 / there is no such fact: {fact}")
            locked(connection, row["application"])
            if connection.scalar(select(person_facts.c.id).where(person_facts.c.refers == fact)) is not None:
                raise ConflictError("withdrawn", "已被撤回 / it was withdrawn already")
            values = {"act": WITHDRAWN, "refers": fact, "fact": "{}", "replaces": None, "reason": reason, "person": person}
            made = _inserted(connection, row["application"], values, self._database.now())
            return _fact(row, made["id"])

        return self._database.write(body)

    def of(self, application: str) -> tuple[PersonFact, ...]:
        """All of an application in order, those withdrawn among them."""
        return self._database.read(lambda connection: tuple(_facts(connection.execute(FACTS_OF, {"of": application}).mappings().all())))

    def present(self, application: str) -> tuple[PersonFact, ...]:
        """Those that count: of several that replace the same fact, the last."""
        counting = [fact for fact in self.of(application) if fact.withdrawn_by is None]
        last = {fact.replaces: fact.id for fact in counting if fact.replaces is not None}
        return tuple(fact for fact in counting if fact.replaces is None or last[fact.replaces] == fact.id)


class Notes:
    """Remarks on applications and their findings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, application: str, text: str, *, person: str, finding: str | None = None) -> Note:
        """A remark, never changed."""

        def body(connection: Connection) -> Note:
            salt, now = locked(connection, application)["salt"], self._database.now()
            values = {"application": application, "finding": finding, "text": text, "person": person, "at": now}
            made = _key(connection.execute(insert(notes).values(values)).inserted_primary_key)
            append(connection, now, person, "note.add", application, note=made, row=sealed(salt, text))
            return Note(made, application, finding, text, person, now)

        return self._database.write(body)

    def of(self, application: str) -> tuple[Note, ...]:
        """All of an application, in order."""
        return self._database.read(
            lambda connection: tuple(Note(**row) for row in connection.execute(NOTES_OF, {"of": application}).mappings())
        )


class Accounts:
    """Who works here. The store keeps the hash of a password as it is given; making it is the workbench's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, display: str, role: str, password_hash: str, *, by: str) -> Account:
        """A new account; ConflictError where the name is taken."""

        def body(connection: Connection) -> Account:
            if connection.scalar(select(accounts.c.name).where(accounts.c.name == name)) is not None:
                raise ConflictError("name_taken", f"账号已存在 / the name is taken: {name}")
            now = self._database.now()
            values = {"name": name, "display": display, "role": role, "password": password_hash, "disabled": False, "created_at": now}
            connection.execute(insert(accounts).values(values))
            append(connection, now, by, "account.add", name, role=role)
            return Account(name, display, role)

        return self._database.write(body)

    def get(self, name: str) -> Account | None:
        """One account, None where there is none."""
        row = self._database.read(lambda connection: connection.execute(_account(name)).mappings().one_or_none())
        return None if row is None else Account(**row)

    def password_hash(self, name: str) -> str | None:
        """The hash of its password, None where there is no such account."""
        asked = select(accounts.c.password).where(accounts.c.name == name)
        return self._database.read(lambda connection: connection.scalar(asked))

    def all(self) -> tuple[Account, ...]:
        """All accounts by name."""
        return self._database.read(lambda connection: tuple(Account(*row) for row in connection.execute(ACCOUNTS)))

    def change(
        self,
        name: str,
        *,
        by: str,
        display: str | None = None,
        role: str | None = None,
        password_hash: str | None = None,
        disabled: bool | None = None,
    ) -> Account:
        """Change what is given; a disabled account's sessions end, and so do those of one with a new password."""
        given = {"display": display, "role": role, "password": password_hash, "disabled": disabled}
        values = {column: value for column, value in given.items() if value is not None}

        def body(connection: Connection) -> Account:
            if connection.scalar(select(accounts.c.name).where(accounts.c.name == name).with_for_update()) is None:
                raise UsageError(f"没有这个账号 / there is no such account: {name}")
            if values:
                connection.execute(update(accounts).where(accounts.c.name == name).values(values))
            if disabled or password_hash is not None:
                connection.execute(delete(sessions).where(sessions.c.account == name))
            append(connection, self._database.now(), by, "account.change", name, changed="+".join(sorted(values)) or "nothing")
            return Account(**connection.execute(_account(name)).mappings().one())

        return self._database.write(body)


class Sessions:
    """Who is signed in; a token is known by its hash only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, token_sha256: str, account: str, expires_at: str, body: Json | None = None) -> Session:
        """A new session."""

        def written(connection: Connection) -> Session:
            session = Session(token_sha256, account, self._database.now(), expires_at, body or {})
            values = {**{name: getattr(session, name) for name in Session.__dataclass_fields__}, "body": canonical(session.body)}
            connection.execute(insert(sessions).values(values))
            append(connection, session.created_at, account, "session.begin", account)
            return session

        return self._database.write(written)

    def get(self, token_sha256: str) -> Session | None:
        """The session of a token, None where it has ended or expired or the account is disabled."""
        found = self.who(token_sha256)
        return None if found is None else found[0]

    def who(self, token_sha256: str) -> tuple[Session, Account] | None:
        """The session of a token with its account: every request asks for these, so it is one look."""
        row = self._database.read(lambda connection: connection.execute(WHO, {"of": token_sha256}).mappings().one_or_none())
        if row is None or row["expires_at"] <= self._database.now():
            return None
        held = {name: row[name] for name in Session.__dataclass_fields__}
        account = Account(row["account"], row["display"], row["role"], disabled=False)
        return Session(**{**held, "body": parsed(row["body"])}), account

    def extend(self, token_sha256: str, expires_at: str) -> None:
        """The session is in use: it ends later."""
        later = update(sessions).where(sessions.c.token_sha256 == token_sha256).values(expires_at=expires_at)
        self._database.write(lambda connection: connection.execute(later))

    def end(self, token_sha256: str) -> None:
        """Sign out."""
        self._database.write(lambda connection: connection.execute(delete(sessions).where(sessions.c.token_sha256 == token_sha256)))

    def sweep(self) -> None:
        """Forget the expired."""
        self._database.write(lambda connection: connection.execute(delete(sessions).where(sessions.c.expires_at <= self._database.now())))


def _inserted(connection: Connection, application: str, values: Mapping[str, object], now: str) -> Row:
    salt = locked(connection, application)["salt"]
    row = {**values, "application": application, "at": now}
    made = _key(connection.execute(insert(person_facts).values(row)).inserted_primary_key)
    seal = sealed(salt, str(values["fact"]), str(values["replaces"]), str(values["reason"]))
    append(connection, now, str(values["person"]), f"fact.{values['act']}", application, fact=made, row=seal)
    return {**row, "id": made}


def _facts(rows: Sequence[Row]) -> Iterator[PersonFact]:
    withdrawn = {row["refers"]: row["id"] for row in rows if row["act"] == WITHDRAWN}
    yield from (_fact(row, withdrawn.get(row["id"])) for row in rows if row["act"] == STATED)


def _fact(row: Row, withdrawn: int | None) -> PersonFact:
    told = (row["replaces"], row["person"], row["at"], row["reason"])
    return PersonFact(row["id"], row["application"], parsed(row["fact"]), *told, withdrawn)


def _key(inserted: Sequence[object] | None) -> int:
    return int(str(inserted[0])) if inserted else 0


def _account(name: str) -> Select[tuple[str, str, str, bool]]:
    return ACCOUNTS.where(accounts.c.name == name)
