"""The room of training: page texts drawn from phrase books, the page model fitted to them and scored on phrases it never saw."""
