"""What another YAML reader may understand differently."""

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from ppl.errors import Text
from ppl.yaml.simple import NULLS

_BREAKS = re.compile("[\x85\u2028\u2029]")
_SUSPECT = re.compile(r"(?<!\w)(?:[&*](?! )|!)|<<")  # what may be the beginning of such a sign


def ambiguities(text: str) -> Iterator[tuple[int, Text]]:
    """Lines that another YAML reader may understand differently: anchors, tags, merge keys, tabs, odd line breaks."""
    if "\t" in text or "\x85" in text or "\u2028" in text or "\u2029" in text:
        for number, row in enumerate(text.split("\n"), 1):
            if "\t" in row[: len(row) - len(row.lstrip())]:
                yield number, Text("a tab as indentation")
            if _BREAKS.search(row):
                yield number, Text("a line break that not every reader takes for one")
    if any(sign in text for sign in "&*!<") and _SUSPECT.search(text):
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


def is_ambiguous(value: str) -> bool:
    """Whether an unquoted text would be read as a number, date, truth value or nothing by some reader."""
    if value in NULLS or value in ("=", "<<"):
        return True
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    rules = (*resolvers.get(value[0], ()), *resolvers.get(None, ()))
    return any(rule.match(value) for _, rule in rules) or bool(_NUMBER_LIKE.fullmatch(value))


_NUMBER_LIKE = re.compile(r"[-+]?(0o?[0-7]+|0x[0-9a-fA-F]+|[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?|\.[0-9]+)")
