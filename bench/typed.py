"""Type answers to a command on a pseudo-terminal, and print its screen: python bench/typed.py ANSWERS COMMAND...

ANSWERS has a bar between two answers: `d datum volgt||+1w`. What they do not reach gets Enter; `^C` interrupts. The
codes for colour and cursor are left out. Ends with the command's exit code.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

CODES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|\][^\x07]*\x07|.)")
PROMPT = re.compile(r"(: |> |\] )[^\n]*$")
MOST = 45  # questions; a longer conversation turns in circles, and is interrupted
PATIENCE = 60.0  # seconds without anything new


def is_waiting(child: int) -> bool:
    """Whether a process sleeps, as it does while it waits for a line."""
    stat = Path(f"/proc/{child}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "S"


def conversation(answers: list[str], command: list[str]) -> tuple[str, int]:
    """What was shown, and the exit code."""
    child, ours = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    screen, read_to, asked, heard = "", 0, 0, time.monotonic()
    while time.monotonic() - heard < PATIENCE and asked < 2 * MOST:
        if select.select([ours], [], [], 0.05)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:
                break
            if not data:
                break
            screen, heard = screen + data.decode("utf-8", "replace"), time.monotonic()
            continue
        if PROMPT.search(CODES.sub("", screen[read_to:])) and is_waiting(child):
            answer = (answers[asked] if asked < len(answers) else "") if asked < MOST else "^C"
            read_to, asked = len(screen), asked + 1
            os.write(ours, b"\x03" if answer == "^C" else answer.encode() + b"\r")
    else:
        screen += "\n-- it did not end --\n"
        os.kill(child, signal.SIGKILL)
    os.close(ours)
    return CODES.sub("", screen).replace("\r", ""), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Hold the conversation."""
    screen, code = conversation(sys.argv[1].split("|"), sys.argv[2:])
    print(screen, end="")
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
