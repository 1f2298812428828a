"""What a link may call a row: its id, its code, its name. Readers and writers ask the same."""

from collections.abc import Iterable

from ppl.errors import Text, near

LONGEST = 60  # signs of a cell that a message repeats


class References:
    """From what a planner writes to the id that he means; what fits several rows means nothing."""

    def __init__(self, ids: Iterable[str], codes: Iterable[str], titles: Iterable[str]) -> None:
        self.ids = list(ids)
        self.exact = frozenset(self.ids)
        self.named: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        for id in self.ids:
            self.named.setdefault(id.casefold(), id)
        for names in (codes, titles):
            more: dict[str, set[str]] = {}
            for id, name in zip(self.ids, names, strict=True):
                more.setdefault(" ".join(name.split()).casefold(), set()).add(id)
                self.titles.setdefault(" ".join(name.split()).casefold(), " ".join(name.split()))
            for name, those in more.items():
                if name and len(those) == 1:
                    self.named.setdefault(name, next(iter(those)))

    def __call__(self, said: str) -> str | None:
        """The id that a reference means, or None. A number may have leading zeros."""
        if said in self.exact:
            return said
        found = self.named.get(" ".join(said.split()).casefold())
        return found or (self.named.get(said.lstrip("0")) if said.isdigit() else None)

    def remedy(self, said: str) -> Text:
        """What to do about a reference that means none of the rows: the row of which it has almost the name."""
        bare = " ".join(said.split())
        found = near(bare, self.named, cutoff=0.75) if len(bare) > 2 and not bare.isdigit() else []
        if found and (id := self.named[found[0]]).casefold() == found[0]:
            return Text("did you mean `{near}`?", near=id)
        if found:
            return Text(
                "did you mean `{near}` ({id})?", near=self.titles.get(found[0], found[0]), id=self.named[found[0]]
            )
        return Text(
            "`{on}` is no number, code or name in this sheet; write it as 12, 12FS+2w or 12EB+2w",
            on=said if len(said) <= LONGEST else said[: LONGEST - 3] + "...",
        )
