"""ppl as a program: it runs, and ends at once."""

import atexit
import os
import sys

from ppl.cli.app import main


def program() -> None:
    """Run ppl and end the process, without the 20 ms in which Python takes all its modules apart.

    What registered for the end is called and all streams are written out first; where that fails, or something else
    still runs, it ends as Python does.
    """
    try:
        main()
    except SystemExit as end:
        threading = sys.modules.get("threading")
        if isinstance(end.code, str) or (threading is not None and threading.active_count() > 1):
            raise
        atexit._run_exitfuncs()
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):  # a stream that is closed, or never was there
            raise end from None
        os._exit(end.code or 0)


if __name__ == "__main__":
    program()
