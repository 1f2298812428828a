"""Where each record of a merge goes: by known renamings, and two of one id at two places."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ppl.errors import Field
from ppl.model.kinds import kind_of_path, project_of, ref_of_path
from ppl.store.merge.side import File, Side, moved
from ppl.store.merge.values import Question
from ppl.store.merge.values import Version as Choice


class Place(NamedTuple):
    """A record on its way: its path in the result and on each side (None where it is not there), and whether it was
    in the common commit."""

    path: str
    base: str | None
    ours: str | None
    theirs: str | None


class Asked(NamedTuple):
    """A question about a record, or one that a choice answered (`side`). question: about the whole file where its
    place is empty"""

    place: Place
    question: Question
    side: Choice | None = None


class Twin(NamedTuple):
    """Two records that got one id: what the younger is called now."""

    ref: str
    now: str


Choose = Callable[[Place, Field], Choice | None]


class Places:
    """The places of all records that a side changed. twins: those that got another id; asked: what both renamed"""

    def __init__(self, ours: Side, theirs: Side, choose: Choose) -> None:
        self.ours = ours
        self.theirs = theirs
        self.choose = choose
        self.asked: list[Asked] = []
        self.twins: list[Twin] = []
        self.base_files = {
            path: change.old
            for side in (ours, theirs)
            for path, change in side.changes.items()
            if change.old is not None
        }
        self.other_names: dict[Side, dict[str, str]] = {ours: {}, theirs: {}}  # a side's refs that get another name
        self.folders: dict[Side, dict[str, str]] = {ours: {}, theirs: {}}  # a side's projects that get another name
        known = list(self._known())
        self._find_twin_folders(known)
        known = [self._refiled(place) for place in known]
        self.all = self._without_twins([*known, *self._new()])

    def file(self, side: Side, path: str) -> File | None:
        """What a side has at a path (as it is called there)."""
        change = side.changes.get(path)
        return self.base_files.get(path) if change is None else change.new

    def _known(self) -> Iterator[Place]:
        """Records of the common commit that a side changed."""
        for base in self.base_files:
            ours, theirs = moved(base, self.ours.renamed), moved(base, self.theirs.renamed)
            path = theirs if ours == base else ours
            if base not in (ours, theirs) and ours != theirs:  # both gave it another id
                path = self._one_name(Place(ours, base, ours, theirs))
            yield Place(path, base, self._if_there(self.ours, ours), self._if_there(self.theirs, theirs))

    def _refiled(self, place: Place) -> Place:
        """The place of a record whose project got another name than its side gave it."""
        for side in (self.ours, self.theirs):
            path = moved(str(place.base), side.renamed)
            if path == place.path and (new := moved(path, self.folders[side])) != path:
                return place._replace(path=new)
        return place

    def _one_name(self, place: Place) -> str:
        """The path of a record to which both sides gave another id; of a project it is asked once, for its folder."""
        folder = project_folder(str(place.base))
        paths = [str(place.ours), str(place.theirs)]
        about = place
        if folder is not None and all(folder in side.renamed for side in (self.ours, self.theirs)):
            names = [moved(f"{folder}project.yaml", side.renamed) for side in (self.ours, self.theirs)]
            about = Place(names[0], f"{folder}project.yaml", names[0], names[1])
        side = self.choose(about, ("id",))
        if about.base == place.base:
            question = Question(("id",), place.base, *map(ref_of_path, paths))
            self.asked.append(Asked(about, question, side))
        lost, kept = (self.ours, 1) if side == "theirs" else (self.theirs, 0)
        if about is not place and about.base == place.base:
            folders = [path.removesuffix("project.yaml") for path in paths]
            self.folders[lost][folders[1 - kept]] = folders[kept]
        elif about is place:
            self.other_names[lost][ref_of_path(paths[1 - kept])] = ref_of_path(paths[kept])
        return paths[kept]

    def _if_there(self, side: Side, path: str) -> str | None:
        return path if self.file(side, path) is not None else None

    def _new(self) -> Iterator[Place]:
        """Records that a side made, in the project's present folder."""
        for side, other in ((self.ours, self.theirs), (self.theirs, self.ours)):
            known = {moved(path, side.renamed) for path in self.base_files}
            for path, change in side.changes.items():
                if change.new is not None and path not in known:
                    final = moved(path, self.folders[side])
                    final = moved(path, other.renamed) if final == path else final
                    yield Place(final, None, path, None) if side is self.ours else Place(final, None, None, path)

    # two of one id

    def _without_twins(self, places: Iterable[Place]) -> list[Place]:
        """Each at a path of its own: what both made alike is one, of two that differ the younger gets another id."""
        found: dict[str, Place] = {}
        again: list[Place] = []
        for place in places:
            if found.setdefault(place.path, place) is not place:
                again.append(place)
        for place in again:
            first = found[place.path]
            if first.base is None and place.base is None and self._is_one(first, place):
                found[place.path] = Place(place.path, None, first.ours or place.ours, first.theirs or place.theirs)
            else:
                is_first_younger = first.base is None and (bool(place.base) or self._is_younger(first, place))
                younger, elder = (first, place) if is_first_younger else (place, first)
                found[elder.path] = elder
                new = self._free(younger.path, found)
                found[new] = younger._replace(path=new)
                side = self._side_of(younger)
                before = (younger.ours if side is self.ours else younger.theirs) or younger.path
                self.other_names[side][ref_of_path(before)] = ref_of_path(new)
                self.twins.append(Twin(ref_of_path(younger.path), ref_of_path(new)))
        return list(found.values())

    def _find_twin_folders(self, known: Iterable[Place]) -> None:
        """Projects that got the id of another one: their folders get another name."""
        there: set[str] = set()
        for place in known:
            if place.path in there and place.path.endswith("/project.yaml"):  # two projects, renamed to one id
                self._rename_folder(self._side_of(place), place.path)
            elif place.ours or place.theirs:
                there.add(place.path)
        made = {
            side: {moved(path, other.renamed): path for path in side.changes if self._is_new_project(side, path)}
            for side, other in ((self.ours, self.theirs), (self.theirs, self.ours))
        }
        for side, other in ((self.theirs, self.ours), (self.ours, self.theirs)):
            for final, path in made[side].items():
                mine, twin = Place(final, None, path, None), made[other].get(final)
                mine = mine if side is self.ours else mine._replace(ours=None, theirs=path)
                if twin is not None:
                    theirs = Place(final, None, None, twin) if side is self.ours else Place(final, None, twin, None)
                    is_second = self._content(mine) != self._content(theirs) and self._age(mine) > self._age(theirs)
                else:
                    is_second = final in there
                if is_second:
                    self._rename_folder(side, path)

    def _rename_folder(self, side: Side, path: str) -> None:
        """Give the project of this project.yaml on a side another id."""
        id, number = path.split("/")[1], 2
        used = {new.split("/")[1] for folders in self.folders.values() for new in folders.values()}
        while f"{id}-{number}" in self.ours.refs | self.theirs.refs | used:
            number += 1
        self.folders[side][path.removesuffix("project.yaml")] = f"projects/{id}-{number}/"
        self.twins.append(Twin(id, f"{id}-{number}"))

    def _is_new_project(self, side: Side, path: str) -> bool:
        change = side.changes[path]
        is_made = change.old is None and change.new is not None and path not in side.renamed.values()
        return (
            is_made
            and path.endswith("/project.yaml")
            and path.removesuffix("project.yaml") not in side.renamed.values()
        )

    def _side_of(self, place: Place) -> Side:
        """The side that gave a record the id that it has."""
        if place.base is not None:
            return self.theirs if moved(place.base, self.theirs.renamed) == place.path else self.ours
        return self.ours if place.ours else self.theirs

    def _is_one(self, first: Place, second: Place) -> bool:
        """Whether two new files are the same one: alike, or of a kind that a project has once."""
        kind = kind_of_path(first.path)
        if kind is None or "*" not in kind.paths[0].rpartition("/")[2]:
            return True
        return self._content(first) == self._content(second)

    def _content(self, place: Place) -> bytes | None:
        side, path = (self.ours, place.ours) if place.ours else (self.theirs, place.theirs)
        file = self.file(side, str(path))
        return side.content(str(path), file) if file else None

    def _is_younger(self, first: Place, second: Place) -> bool:
        return self._age(first) > self._age(second)

    def _age(self, place: Place) -> tuple[int, str]:
        side, path = (self.ours, place.ours) if place.ours else (self.theirs, place.theirs)
        file = self.file(side, str(path))
        return side.made_on(str(path)), file.id if file else ""

    def _free(self, path: str, found: Mapping[str, Place]) -> str:
        stem, number = path.removesuffix(".yaml"), 2
        while (new := f"{stem}-{number}.yaml") in found or new in self.ours.paths | self.theirs.paths:
            number += 1
        return new

    # what follows renamings

    def names(self, renaming: Side, side: Side) -> dict[str, str]:
        """Old to new refs for the texts of a side: what the other renamed, and twins of its own."""
        names: dict[str, str] = {}
        renamed = [(old, moved(new, self.folders[renaming])) for old, new in renaming.renamed.items()]
        renamed += self.folders[side].items()
        for old, new in sorted(renamed, key=lambda pair: not pair[0].endswith("/")):  # of a record after its folder's
            if old.endswith("/"):
                was, now = old.split("/")[1], moved(new, self.folders[renaming]).split("/")[1]
                names |= {ref: now + ref.removeprefix(was) for ref in side.refs if project_of(ref) == was}
            else:
                ref = ref_of_path(new)
                names[ref_of_path(old)] = self.other_names[renaming].get(ref, ref)
        return names | self.other_names[side]


def project_folder(path: str) -> str | None:
    """`projects/langeveld/` for whatever lies in it."""
    match = re.match(r"projects/[^/]+/", path)
    return match.group() if match else None
