"""Ids of records: the name of a file, made from a title or a day, and free where it is put."""

import re
import unicodedata
from collections.abc import Container, Mapping
from typing import Any

from ppl.model.kinds import ID, Kind, path_for, ref_of_path

SLUG_LENGTH = 60


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
        return slug(str((today if given is None and match[1].endswith("_on") else given) or ""))

    found = re.sub(r"\{(\w+)\}", value, kind.id)
    if kind.name == "session" and fields.get("kind") == "fact" and fields.get("summary"):
        found += "-" + slug(" ".join(str(fields["summary"]).split()[:6]))
    return slug(found)[:SLUG_LENGTH].rstrip("-")


def free_ref(kind: Kind, project: str | None, id: str, taken: Container[str]) -> str:
    """The ref for this id; where it is taken, with -2, -3 ... behind it."""
    ref = ref_of_path(path_for(kind, project, id))
    number = 2
    while ref in taken:
        ref = ref_of_path(path_for(kind, project, f"{id}-{number}"))
        number += 1
    return ref


def is_id(text: str) -> bool:
    return re.fullmatch(ID, text) is not None
