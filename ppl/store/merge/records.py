"""The records of two sides combined: each by its fields where both changed it, and what is left to choose."""

from collections.abc import Mapping
from typing import NamedTuple

from ppl.errors import Field
from ppl.model.kinds import kind_of_path
from ppl.store.merge.lines import merged_lines
from ppl.store.merge.places import Asked, Choose, Place, Places, Twin, project_folder
from ppl.store.merge.references import followed
from ppl.store.merge.side import File, Side, moved
from ppl.store.merge.texts import merged_text
from ppl.store.merge.values import Question
from ppl.store.merge.values import Version as Choice

WHOLE: Field = ()


class Taken(NamedTuple):
    """A file in the result: its mode, and its content, or the id of the blob that has it already."""

    mode: str
    content: bytes = b""
    id: str = ""


class Records(NamedTuple):
    """files: path (below data/) to the file in the result, None where it goes; of all that a side changed
    renamed: the projects that we call otherwise than the result does: our id and the new one"""

    files: Mapping[str, Taken | None]
    asked: tuple[Asked, ...]
    twins: tuple[Twin, ...]
    renamed: tuple[tuple[str, str], ...] = ()


def merged_records(ours: Side, theirs: Side, choose: Choose) -> Records:
    """What both sides make of the records below data/ together."""
    return _Records(ours, theirs, choose).merged()


class _Records:
    """One merge of two sides."""

    def __init__(self, ours: Side, theirs: Side, choose: Choose) -> None:
        self.ours = ours
        self.theirs = theirs
        self.choose = choose
        self.asked: list[Asked] = []
        self.removed: dict[str, Choice | None] = {}  # folders of projects that one side removed: what was chosen
        self.places = Places(ours, theirs, choose)

    def merged(self) -> Records:
        self._ask_removed_projects()
        places = self.places
        names = places.names(self.theirs, self.ours), places.names(self.ours, self.theirs)
        files: dict[str, Taken | None] = dict.fromkeys((*self.ours.changes, *self.theirs.changes))
        for place in places.all:
            folder = project_folder(place.path)
            if folder in self.removed:
                found = self._kept(place) if self.removed[str(folder)] else None
            else:
                found = self._merged(place, names)
            if found is not None:
                files[place.path] = found
        projects = ((place.ours, place.path) for place in places.all if place.path.endswith("/project.yaml"))
        renamed = [(old.split("/")[1], new.split("/")[1]) for old, new in projects if old and old != new]
        return Records(files, (*places.asked, *self.asked), tuple(places.twins), tuple(renamed))

    # projects that one side removed while the other worked in them

    def _ask_removed_projects(self) -> None:
        """A project that is gone on one side and has new or changed records on the other is asked about as a whole."""
        for side, other in ((self.ours, self.theirs), (self.theirs, self.ours)):
            for path, change in side.changes.items():
                folder = project_folder(path)
                is_gone = change.new is None and path == f"{folder}project.yaml" and moved(path, side.renamed) == path
                work = [c for p, c in other.changes.items() if p.startswith(folder or "/") and c.new is not None]
                if change.old is None or not is_gone or not work:
                    continue
                base = side.content(path, change.old)
                ours, theirs = (None, base) if side is self.ours else (base, None)
                place = Place(path, path, path if ours else None, path if theirs else None)
                chosen = self._answer(place, Question(WHOLE, base, ours, theirs))
                keeps = "theirs" if side is self.ours else "ours"
                self.removed[str(folder)] = chosen if chosen in (keeps, "both") else None

    def _kept(self, place: Place) -> Taken | None:
        """A record of a project that is kept although one side removed it: as the other side has it, else as before."""
        for side, path in ((self.ours, place.ours), (self.theirs, place.theirs)):
            if path and (file := self.places.file(side, path)):
                return Taken(file.mode, id=file.id)
        return None

    # one record

    def _merged(self, place: Place, names: tuple[Mapping[str, str], Mapping[str, str]]) -> Taken | None:
        """A record in the result; None where it goes. Only what both changed is read and combined."""
        base = self.places.base_files.get(place.base) if place.base else None
        ours = self.places.file(self.ours, place.ours) if place.ours else None
        theirs = self.places.file(self.theirs, place.theirs) if place.theirs else None
        if theirs in (base, ours):
            return self._taken(self.ours, place.ours, ours, names[0])
        if ours == base:
            return self._taken(self.theirs, place.theirs, theirs, names[1])
        before = self.ours.content(place.base, base) if base and place.base else None
        own = [
            self._followed(side, path, file, known) if path and file else None
            for side, path, file, known in (
                (self.ours, place.ours, ours, names[0]),
                (self.theirs, place.theirs, theirs, names[1]),
            )
        ]
        content = self._content_of(place, before, own[0], own[1])
        changed_mode = theirs if theirs and (ours is None or (base and theirs.mode != base.mode)) else ours
        return None if content is None or changed_mode is None else Taken(changed_mode.mode, content)

    def _taken(self, side: Side, path: str | None, file: File | None, names: Mapping[str, str]) -> Taken | None:
        """A record as one side has it, its references followed."""
        if path is None or file is None:
            return None
        return Taken(file.mode, self._followed(side, path, file, names)) if names else Taken(file.mode, id=file.id)

    def _followed(self, side: Side, path: str, file: File, names: Mapping[str, str]) -> bytes:
        content = side.content(path, file)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return content
        new = followed(path, text, names, side.refs) if names else text
        return content if new == text else new.encode()

    def _content_of(self, place: Place, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if ours is None or theirs is None:
            if base is None:  # made by one side
                return theirs if ours is None else ours
            kept = theirs if ours is None else ours
            side = self._answer(place, Question(WHOLE, base, ours, theirs))
            return {"ours": ours, "theirs": theirs, "base": base}.get(side or "", kept)
        found = self._by_fields(place, base, ours, theirs)
        if found is not None:
            return found
        side = self._answer(place, Question(WHOLE, base, ours, theirs))
        return {"theirs": theirs, "base": base}.get(side or "", ours)

    def _answer(self, place: Place, question: Question) -> Choice | None:
        side = self.choose(place, question.at)
        self.asked.append(Asked(place, question, side))
        return side

    def _by_fields(self, place: Place, base: bytes | None, ours: bytes, theirs: bytes) -> bytes | None:
        """Both changed it: its fields, else its lines, combined; None where that cannot be."""
        try:
            texts = [None if base is None else base.decode("utf-8"), ours.decode("utf-8"), theirs.decode("utf-8")]
        except UnicodeDecodeError:
            return None
        kind = kind_of_path(place.path)
        if kind is None:
            rows = merged_lines(*((text or "").splitlines(keepends=True) for text in texts))
            return None if rows is None else "".join(rows).encode()
        base_text, *both = texts
        found = merged_text(kind, base_text, str(both[0]), str(both[1]), lambda at: self.choose(place, at))
        if found is None:
            return None
        self.asked += [Asked(place, question) for question in found.questions]
        self.asked += [Asked(place, question, self.choose(place, question.at)) for question in found.answered]
        return found.text.encode()
