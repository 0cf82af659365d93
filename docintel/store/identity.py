"""Ids that say nothing: an HMAC with the key of this store, the same for the same thing here and unguessable elsewhere."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import Connection
from sqlalchemy import insert
from sqlalchemy import select

from docintel.store.schema_work import settings

SITE_KEY = "site_key"


def opaque(connection: Connection, prefix: str, *parts: str) -> str:
    """An id fit for a URL."""
    key = bytes.fromhex(site_key(connection))
    return prefix + hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:16]


def site_key(connection: Connection) -> str:
    """The secret of this store; it is made with its database."""
    found = connection.scalar(select(settings.c.value).where(settings.c.name == SITE_KEY))
    if found is not None:
        return str(found)
    made = secrets.token_hex(32)
    connection.execute(insert(settings).values(name=SITE_KEY, value=made))
    return made
