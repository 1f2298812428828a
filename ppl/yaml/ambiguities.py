"""What another YAML reader may understand differently."""

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from ppl.errors import Text

_BREAKS = re.compile("[\x85\u2028\u2029]")


def ambiguities(text: str) -> Iterator[tuple[int, Text]]:
    """Lines that another YAML reader may understand differently: anchors, tags, merge keys, tabs, odd line breaks."""
    for number, row in enumerate(text.split("\n"), 1):
        if "\t" in row and row[: len(row) - len(row.lstrip())].count("\t"):
            yield number, Text("a tab as indentation")
        if _BREAKS.search(row):
            yield number, Text("a line break that not every reader takes for one")
    if not any(sign in text for sign in "&*!<\t"):
        return
    with suppress(yaml.YAMLError):  # what cannot be read is said elsewhere
        yield from _ambiguous_tokens(text)


def _ambiguous_tokens(text: str) -> Iterator[tuple[int, Text]]:
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AnchorToken):
            yield line, Text("an anchor (&{name})", name=token.value)
        elif isinstance(token, yaml.AliasToken):
            yield line, Text("an alias (*{name})", name=token.value)
        elif isinstance(token, yaml.TagToken):
            yield line, Text("a tag (!)")
        elif isinstance(token, yaml.ScalarToken) and token.plain and token.value == "<<":
            yield line, Text("a merge key (<<)")
