"""One module a step, with its SQL beside it where it is long."""
