"""The one place where errors become exit codes."""

from __future__ import annotations

import atexit
import gc
import logging
import sys

from docintel.cli.commands import app_for
from docintel.cli.console import EXIT_USAGE
from docintel.cli.console import complain
from docintel.domain.errors import DocintelError

OFTEN = 50_000  # objects more than before at which unused ones are looked for: to look each 700 takes a sixth of a short command


def main() -> None:
    """Run the command line; a DocintelError, or a file that the system refuses, becomes its message and exit code 2."""
    gc.set_threshold(OFTEN)
    atexit.register(gc.freeze)  # at its end the program else looks once more through all that it holds: a tenth of a short command
    logging.getLogger("docintel").addHandler(logging.NullHandler())  # what broke is told as a problem of its file, not as a traceback
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app_for(sys.argv[1:])()
    except DocintelError as error:
        complain(str(error))
        sys.exit(EXIT_USAGE)
    except OSError as error:
        if error.filename is None:
            raise
        complain(
            f"{error.filename}: 无法读写，请换一个位置或检查权限和空间 / cannot be read or written: try another place, or look at its rights and room: {error.strerror}"
        )
        sys.exit(EXIT_USAGE)
