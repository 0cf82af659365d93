"""What the service remembers: files by their hash, applications, Reviews by version, decisions, the audit log, in SQLite or PostgreSQL."""
