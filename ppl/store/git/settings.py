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
KNOWN_RENAMINGS = ("merge.renames", "merge.directoryRenames")  # git guesses them from what files look like


def teach_git(git: Git) -> None:
    """Let git combine records by their fields in this clone. What the user set himself stays; what git refuses stays
    undone: it combines lines then.
    """
    for name, value in _settings().items():
        known = git.setting(name)
        is_ours = known is not None and MODULE in known and name == "merge.ppl.driver"
        if known is None or (is_ours and known != value):
            git.answer("config", "--local", name, value)
    if git.setting(STRATEGY) is None and _guesses_always(git):
        git.answer("config", "--local", STRATEGY, "recursive")
    _add_attribute(git)


def _guesses_always(git: Git) -> bool:
    """Whether git's usual strategy does not heed that renamings are not to be guessed: until git 2.50."""
    version = re.search(rb"(\d+)\.(\d+)", git.run("version"))
    return version is not None and (int(version[1]), int(version[2])) < (2, 50)


def _settings() -> dict[str, str]:
    found = dict.fromkeys(KNOWN_RENAMINGS, "false")
    if sys.executable:
        found |= {"merge.ppl.name": NAME, "merge.ppl.driver": driver(sys.executable)}
    return found


def driver(python: str) -> str:
    """What git runs for a record: the driver; where that cannot be, git's own merge of texts. The folder in which git
    stands is not looked in for modules (-P)."""
    own = f"{shlex.quote(Path(python).as_posix())} -P -m {MODULE} %O %A %B %P %L 2>/dev/null"
    text = "git merge-file -q --marker-size %L -L ours -L base -L theirs %A %O %B"
    return f"{own}; case $? in 0) ;; 10) exit 1 ;; *) {text} ;; esac"


def _add_attribute(git: Git) -> None:
    """Say which files are records, where .gitattributes does not: in the clone alone, without a commit."""
    code, out, _ = git.answer("check-attr", "-z", "merge", "--", f"{DATA}programme/programme.yaml")
    if code or out.split(b"\0")[2:3] != [b"unspecified"]:
        return
    place = git.common_folder / "info" / "attributes"
    pattern, _, attribute = ATTRIBUTE.partition(" ")
    pattern = git.prefix + pattern
    if " " in pattern or '"' in pattern:
        pattern = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    try:
        known = place.read_bytes() if place.exists() else b""
        place.parent.mkdir(exist_ok=True)
        end = b"\n" if known and not known.endswith(b"\n") else b""
        place.write_bytes(known + end + f"{pattern} {attribute}\n".encode())
    except OSError:
        return
