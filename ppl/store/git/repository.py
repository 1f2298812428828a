"""The git repository around a knowledge base: where it lies, what is committed to it, and what it remembers."""

from __future__ import annotations

from ppl.store.git.changes import Changes
from ppl.store.git.checkout import Checkout


class Git(Checkout, Changes):
    """The git repository around a folder."""

    def at_top(self) -> Git:
        """The same repository with the top of the work tree as its folder; ppl's lock is one and the same."""
        if not self.prefix:
            return self
        other = Git(self.top, self.environment)
        other.held = self.held
        return other
