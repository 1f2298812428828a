"""The git repository around a knowledge base: where it lies, what is committed to it, and what it remembers."""

from ppl.store.git.commits import Commits
from ppl.store.git.lookback import Past


class Git(Commits, Past):
    """The git repository around a folder."""
