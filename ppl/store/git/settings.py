"""What plain git (merge, pull, rebase) must know of records: settings in the clone's own config."""

import re
import shlex
import sys
from pathlib import Path

from ppl.store.git.repository import Git
from ppl.store.tree import DATA

MODULE = "ppl.store.merge.driver"
NAME = "records of ppl, by their fields"
ATTRIBUTE = "data/**/*.yaml merge=ppl"
STRATEGY = "pull.twohead"  # of git merge and git rebase too
HEEDED_SINCE = (2, 50)  # since when git's usual strategy heeds that renamings are not to be guessed
NAMED_SINCE = (2, 44)  # since when git tells a driver what both sides are called
TAUGHT = "ppl.taught"
LESSON = 1  # higher where another setting is wanted
KNOWN_RENAMINGS = ("merge.renames", "merge.directoryRenames")  # git guesses them from what files look like


def teach_git(git: Git) -> None:
    """Let git combine records by their fields in this clone. What the user set himself stays; what git refuses stays
    undone: it combines lines then.
    """
    if not _is_taught(git):
        version = _version(git)
        for name, value in _settings(version).items():
            known = git.setting(name)
            is_ours = known is not None and MODULE in known and name == "merge.ppl.driver"
            if known is None or (is_ours and known != value):
                git.answer("config", "--local", name, value)
        if git.setting(STRATEGY) is None and version < HEEDED_SINCE:
            git.answer("config", "--local", STRATEGY, "recursive")
        git.answer("config", "--local", TAUGHT, _lesson())
    _add_attribute(git)


def _is_taught(git: Git) -> bool:
    """Whether this clone was told all that this ppl, with this Python, tells it."""
    told = {*KNOWN_RENAMINGS, *(("merge.ppl.driver",) if sys.executable else ())}
    return git.setting(TAUGHT) == _lesson() and all(git.setting(name) is not None for name in told)


def _lesson() -> str:
    """What was taught, and for which Python."""
    return f"{LESSON} {sys.executable}"


def _version(git: Git) -> tuple[int, int]:
    found = re.search(rb"(\d+)\.(\d+)", git.run("version"))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _settings(version: tuple[int, int]) -> dict[str, str]:
    found = dict.fromkeys(KNOWN_RENAMINGS, "false")
    if sys.executable:
        found |= {"merge.ppl.name": NAME, "merge.ppl.driver": driver(sys.executable, version >= NAMED_SINCE)}
    return found


def driver(python: str, has_names: bool = False) -> str:
    """What git runs for a record: the driver; where that cannot be, git's own merge of texts. The folder in which git
    stands is not looked in for modules (-P). has_names: whether git says what both sides and the base are called"""
    names = ("%X", "%S", "%Y") if has_names else ("ours", "base", "theirs")
    look = f'"$(git config merge.conflictStyle)" {" ".join(names)}'
    own = f"{shlex.quote(Path(python).as_posix())} -P -m {MODULE} %O %A %B %P %L {look} 2>/dev/null"
    text = f"git merge-file -q --marker-size %L {' '.join(f'-L {name}' for name in names)} %A %O %B"
    return f"{own}; case $? in 0) ;; 10) exit 1 ;; *) {text} ;; esac"


def _add_attribute(git: Git) -> None:
    """Say which files are records, where .gitattributes does not: in the clone alone, without a commit."""
    place = git.common_folder / "info" / "attributes"
    pattern, _, attribute = ATTRIBUTE.partition(" ")
    pattern = git.prefix + pattern
    if " " in pattern or '"' in pattern:
        pattern = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    row = f"{pattern} {attribute}\n".encode()
    try:
        known = place.read_bytes() if place.exists() else b""
        if row in known.splitlines(keepends=True):
            return
        code, out, _ = git.answer("check-attr", "-z", "merge", "--", f"{DATA}programme/programme.yaml")
        if code or out.split(b"\0")[2:3] != [b"unspecified"]:
            return
        place.parent.mkdir(exist_ok=True)
        end = b"\n" if known and not known.endswith(b"\n") else b""
        place.write_bytes(known + end + row)
    except OSError:
        return
