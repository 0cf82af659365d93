"""What waits for a second person is found without looking at every condition and every decision of a campaign."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """An index of how conclusions stand, and one of what was asked to be taken back."""
    whole, undo = sa.text("about = 'application'"), sa.text("act = 'undo_asked'")
    op.create_index("ix_standings_whole", "standings", ["standing", "application"], sqlite_where=whole, postgresql_where=whole)
    op.create_index("ix_decisions_undo", "decisions", ["refers"], sqlite_where=undo, postgresql_where=undo)
