"""Cards say whether they wait for somebody: a list of open Cards of three standings cannot be read off one index in order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """A column, filled from how each Card stands, and the indexes of lists of open Cards."""
    op.add_column("cards", sa.Column("open", sa.Boolean, nullable=False, server_default=sa.true()))
    cards = sa.table("cards", sa.column("open", sa.Boolean), sa.column("standing", sa.String))
    op.execute(sa.update(cards).where(cards.c.standing == "decided").values(open=sa.false()))
    op.drop_index("ix_cards_assigned", "cards")
    op.create_index("ix_cards_open", "cards", ["campaign", "open", "weight", "application", "rank"])
    op.create_index("ix_cards_assigned", "cards", ["campaign", "assigned_to", "open", "weight", "application", "rank"])
