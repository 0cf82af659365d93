"""The steps of the schema (Alembic); each is frozen once released."""
