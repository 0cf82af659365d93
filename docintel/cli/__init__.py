"""The command line: words for what the rooms can do; exit codes 0 done, 1 `--fail-on` was met, 2 bad usage, 3 nothing readable."""

from docintel.cli.app import main

__all__ = ["main"]
