"""What a link may call a row: its id, its code, its name. Readers and writers ask the same."""

from collections.abc import Iterable


class References:
    """From what a planner writes to the id that he means; what fits several rows means nothing."""

    def __init__(self, ids: Iterable[str], codes: Iterable[str], titles: Iterable[str]) -> None:
        self.ids = list(ids)
        self.exact = frozenset(self.ids)
        self.named: dict[str, str] = {}
        for id in self.ids:
            self.named.setdefault(id.casefold(), id)
        for names in (codes, titles):
            more: dict[str, set[str]] = {}
            for id, name in zip(self.ids, names, strict=True):
                more.setdefault(" ".join(name.split()).casefold(), set()).add(id)
            for name, those in more.items():
                if name and len(those) == 1:
                    self.named.setdefault(name, next(iter(those)))

    def __call__(self, said: str) -> str | None:
        """The id that a reference means, or None. A number may have leading zeros."""
        if said in self.exact:
            return said
        found = self.named.get(" ".join(said.split()).casefold())
        return found or (self.named.get(said.lstrip("0")) if said.isdigit() else None)
