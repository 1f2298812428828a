"""Ids of records: the name of a file, made from a title or a day, good on every system, and free where it is put.

How long they may be is said here, once. A file is written under a longer name first (9 signs more), and a program
that syncs folders may put its own words behind a name.

- an id has at most 80 signs: eCryptfs, the least of the usual disks, takes 143 bytes for a name
- a path from `data/` on has at most 160 signs: Windows takes 259 for the whole, which leaves 90 for the folder of
  the knowledge base (`C:\\Users\\voornaam.achternaam\\OneDrive - Gemeente Langeveld\\Documenten\\kennisbank\\` has 79)
"""

import re
import unicodedata
from collections.abc import Container, Mapping
from itertools import count
from typing import Any

from ppl.errors import Text
from ppl.model.kinds import ID, KINDS, RESERVED, Kind, kind_of_path, path_for, ref_of_path
from ppl.partial_date import last_day, partial_date

SLUG_LENGTH = 60
LONGEST_ID = 80
LONGEST_PATH = 160
SHORTEST = 12  # signs that an id of ours keeps, even in a project whose own id takes all the room
DATA = "data/"
DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])
_IN_PROJECT = frozenset(
    part.removesuffix(".yaml") for kind in KINDS if kind.in_project for part in kind.paths[0].split("/")[2:3]
)
_PROJECT_IDS = frozenset(RESERVED) | _IN_PROJECT
_FIXED_FILES = frozenset(["project", "plan"])


def slug(text: str) -> str:
    """ASCII, lower case, words joined by hyphens, at most 60 characters, cut between words."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower().replace("'", ""))
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:SLUG_LENGTH]
        if len(longer) > SLUG_LENGTH:
            break
        found = longer
    return found


def new_id(kind: Kind, fields: Mapping[str, Any], today: str) -> str:
    """The id that a new record of this kind gets from its fields; a missing date counts as today."""

    def value(match: re.Match[str]) -> str:
        given = fields.get(match[1])
        if match[1].endswith("_on"):
            given = _whole_day(str(given)) if given else today
        return slug(str(given or ""))

    found = re.sub(r"\{(\w+)\}", value, kind.id)
    if kind.name == "session" and fields.get("kind") == "fact" and fields.get("summary"):
        found += "-" + slug(" ".join(str(fields["summary"]).split()[:6]))
    return slug(found)[:SLUG_LENGTH].rstrip("-")


def _whole_day(text: str) -> str:
    """The last day that a date of which a part is known can be; a text that is no date as it is."""
    try:
        return last_day(partial_date(text)).isoformat()
    except ValueError:
        return text


def free_ref(kind: Kind, project: str | None, id: str, claimed: Container[str], first: int = 1) -> str:
    """The ref for this id, shortened between words where it is too long; with -2, -3 ... where it is not to be had.

    first: the number to begin with, where it is known that those below are taken
    """
    room = LONGEST_PATH - len(DATA + path_for(kind, project, ""))
    if _is_device(id):
        id = id.replace(".", "-")  # Windows looks at what stands before the first dot
    room = max(SHORTEST, min(LONGEST_ID, room))
    for number in count(first):
        end = f"-{number}" if number > 1 else ""
        name = _shortened(id, room - len(end)) + end
        ref = ref_of_path(path_for(kind, project, name))
        if ref not in claimed and not _is_reserved(kind, name):
            return ref
    raise AssertionError("numbers do not end")


def _shortened(id: str, length: int) -> str:
    if len(id) <= length:
        return id
    words = id[: length + 1].rpartition("-")[0]
    return (words or id[:length]).rstrip("-._")


def is_id(text: str) -> bool:
    return re.fullmatch(ID, text) is not None


def path_fault(path: str) -> Text | None:
    """What is wrong with the path of a record below data/: its own id, or its length. None where it is good."""
    kind = kind_of_path(path)
    project, own = own_id(path)
    if kind is not None and (fault := id_fault(kind, project if kind.name == "project" else own)):
        return fault
    return length_fault(path)


def own_id(path: str) -> tuple[str, str]:
    """The id of the project in whose folder a path lies (else empty), and the name of the file without ending."""
    parts = path.removesuffix(".yaml").split("/")
    return parts[1] if parts[0] == "projects" and len(parts) > 2 else "", parts[-1]


def id_fault(kind: Kind, id: str) -> Text | None:
    """Why a record of this kind cannot have this id; None where it can."""
    return Text("`{id}` is the name of a fixed file or folder", id=id) if _is_fixed(kind, id) else name_fault(id)


def name_fault(name: str) -> Text | None:
    """Why not every system takes this name (without .yaml) for a file or folder; None where all do."""
    number = len(name.encode("utf-8", "surrogatepass"))
    if not name.isprintable():
        return Text("a name with control marks, or that is not UTF-8")
    if unicodedata.normalize("NFC", name) != name:
        return Text("`{id}` is not in Unicode's form NFC: other systems write its accents otherwise", id=name)
    if number > LONGEST_ID:
        return Text("an id of {number} signs is too long; at most {most} go everywhere", number=number, most=LONGEST_ID)
    if _is_device(name):
        return Text("`{id}` is a device on Windows, never a file", id=name)
    if name.endswith((".", " ")):
        return Text("`{id}` ends with a dot or a blank, which Windows leaves out", id=name)
    if name.lower().endswith((".yaml", ".yml")):
        return Text("`{id}` ends like a file: those of records end in .yaml, ids do not", id=name)
    return None


def length_fault(path: str) -> Text | None:
    """What to say of a path below data/ that is too long as a whole; None where it is not."""
    number = len(DATA + path)
    if number <= LONGEST_PATH:
        return None
    return Text("a path of {number} signs is too long; at most {most} go everywhere", number=number, most=LONGEST_PATH)


def _is_reserved(kind: Kind, id: str) -> bool:
    return _is_device(id) or _is_fixed(kind, id)


def _is_device(name: str) -> bool:
    return name.partition(".")[0].lower() in DEVICES


def _is_fixed(kind: Kind, id: str) -> bool:
    """Whether a fixed file or folder has this name where the kind's records lie, or is meant by it in a command."""
    if kind.name == "project":
        return id.lower() in _PROJECT_IDS
    return kind.in_project and "*" in kind.paths[0].rpartition("/")[2] and id.lower() in _FIXED_FILES
