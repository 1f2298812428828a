"""Look longer for inputs that break a reader or the merge: `python -m bench.fuzz --seconds 60 --seed 7 [--only csv]`.

The tests do the same with a fixed number of inputs. Prints per reader how many inputs were read, and each kind of find
with its traceback; the inputs lie in --into. Ends with 1 where there is a find.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path
from zlib import crc32

from tests.fuzz import READERS, Find, Reader, finds

AT_ONCE = 20  # inputs of one seed


def main() -> int:
    """Read as many inputs as the time allows; the exit code."""
    parser = argparse.ArgumentParser(prog="bench.fuzz")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[one.name for one in READERS])
    parser.add_argument("--into", type=Path, default=Path("build/fuzz"))
    given = parser.parse_args()
    readers = [one for one in READERS if given.only in (None, one.name)]
    is_clean = True
    for reader in readers:
        number, kinds = _search(reader, given.seed, given.seconds / len(readers))
        print(f"{reader.name}: {number} inputs, {len(kinds)} finds")
        for place, find in kinds.items():
            is_clean = False
            path = given.into / reader.name / f"{find.input.kind or 'x'}.{crc32(place.encode()):08x}.{reader.ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(find.input.data)
            print(f"  {path}: {place}\n" + "".join(traceback.format_exception(find.flaw)[-6:]))
    return 0 if is_clean else 1


def _search(reader: Reader, seed: int, seconds: float) -> tuple[int, dict[str, Find]]:
    """How many inputs were read, and the smallest find for each line of code that raised one."""
    number, kinds = 0, dict[str, Find]()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for find in finds(reader, seed * 1_000_000 + number, AT_ONCE):
            place = _place(find.flaw)
            if place not in kinds or len(find.input.data) < len(kinds[place].input.data):
                kinds[place] = find
        number += AT_ONCE
    return number, kinds


def _place(flaw: BaseException) -> str:
    last = traceback.extract_tb(flaw.__traceback__)[-1]
    return f"{type(flaw).__name__} {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    sys.exit(main())
