"""What can be wrong: a Problem is a value, a PplError is a refusal. Imports nothing of ppl."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

Field = tuple[str | int, ...]
_BRACES = re.compile(r"\{\{|\}\}|\{(\w+)\}|[{}]")


def fill(source: str, values: Mapping[str, Any]) -> str:
    """A sentence with its {names} filled, as str.format does it for names alone.

    No attribute, index or form is looked at: a template of a stranger may have written the sentence.
    Raises KeyError for a name that is not there, ValueError for a brace that belongs to no name.
    """

    def value(match: re.Match[str]) -> str:
        if name := match[1]:
            return str(values[name])
        if len(match[0]) == 2:
            return match[0][0]
        raise ValueError(f"a brace that belongs to no {{name}} in: {source}")

    return _BRACES.sub(value, source)


class Text:
    """An English sentence with its values, translated only where it is shown.

    `source` is the key of the message catalogues; its {names} are filled from `values`.
    A value may be a Text itself.
    """

    __slots__ = ("source", "values")

    def __init__(self, source: str, /, **values: Any) -> None:
        self.source = source
        self.values = values

    def __str__(self) -> str:
        return fill(self.source, self.values) if self.values else self.source

    def __repr__(self) -> str:
        return f"Text({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.source, self.values) == (other.source, other.values)

    def __hash__(self) -> int:
        return hash((self.source, str(self.values)))


def count(one: Text, many: Text, number: float) -> Text:
    """One of two texts by the number that it is about, which fills in {number}."""
    chosen = one if number == 1 else many
    return Text(chosen.source, number=number, **chosen.values)


def near(value: str, known: Iterable[str], cutoff: float = 0.6, most: int = 1) -> list[str]:
    """The known words that look most like this one, the best first (cutoff: 0 to 1); capitals do not count.

    Where none does, the only one that it is cut off from, else the only compound of it (`raad`: gemeenteraad), else
    the only one that begins with it. The one place that says what somebody may have meant.
    """
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for word in known:
        folded.setdefault(word.casefold(), word)
    typed = value.strip().casefold()
    found = get_close_matches(typed, folded, n=most, cutoff=cutoff)
    if found or len(typed) < 3:
        return [folded[word] for word in found]
    begun = [word for word in folded if word.startswith(typed)]
    cut_off = [word for word in begun if word[len(typed) :][:1].isalnum()]
    compounds = [word for word in folded if word.endswith(typed)]
    means = known if isinstance(known, Mapping) else folded
    only = next((ws for ws in (cut_off, compounds, begun) if len({means.get(folded[w], w) for w in ws}) == 1), [])
    return [folded[word] for word in only[:1]]


def nearest(value: str, known: Iterable[str] | Mapping[str, str], otherwise: Text, cutoff: float = 0.6) -> Text:
    """The remedy for a word that is not known: what looks most like it, else `otherwise`.

    known: the words, or each word with what to write for it
    """
    found = near(value, known, cutoff)
    if not found:
        return otherwise
    meant = known[found[0]] if isinstance(known, Mapping) else found[0]
    return Text("did you mean `{near}`?", near=meant if isinstance(meant, str) else found[0])


def one_of(
    value: str, known: Iterable[str], cutoff: float = 0.6, also: Mapping[str, str] | None = None,
    spoken: Mapping[str, Text] | None = None,
) -> Text:  # fmt: skip
    """The same for a short list, which is shown whole.

    also: other words, each with what to write for it; spoken: by what to write how people say it, shown beside it
    """
    listed = [*known]
    words = {**(also or {}), **{word: word for word in listed}}
    found, names = near(value, words, cutoff), Joined(tuple(Coded(one, (spoken or {}).get(one)) for one in listed))
    if not found:
        return Text("choose from {listed}", listed=names)
    meant = words[found[0]]
    return Text("did you mean {near}? Choose from {listed}", near=Coded(meant, (spoken or {}).get(meant), "`"),
                listed=names)  # fmt: skip


def disk_words(error: OSError) -> Text | str:
    """Why the disk refused, in the reader's language where it is a common reason."""
    known = (
        Text("No such file or directory"),
        Text("Permission denied"),
        Text("Is a directory"),
        Text("Not a directory"),
        Text("No space left on device"),
        Text("Read-only file system"),
        Text("File too large"),
    )
    why = error.strerror or str(error)
    return next((text for text in known if text.source == why), why)


class Joined(NamedTuple):
    """Values after each other in a text; last: the word before the last one, instead of `between`."""

    items: tuple[Any, ...]
    between: str = ", "
    last: Text | None = None

    def __str__(self) -> str:
        return self.between.join(str(item) for item in self.items)


class Coded(NamedTuple):
    """What to write, and behind it how the reader says it where that is another word. quote: the sign around it"""

    code: str
    said: Text | None = None
    quote: str = ""

    def shown(self, said: str) -> str:
        """The code, and in brackets what it is called in the reader's language."""
        code = f"{self.quote}{self.code}{self.quote}"
        return f"{code} ({said})" if said and said.lower() != self.code else code

    def __str__(self) -> str:
        return self.shown("")


class Styled(NamedTuple):
    """A value in a text, with how it is shown.

    style: small and capital change the first letter, sentence ends it with a full stop, percent is for a share of 1,
        without_year for a day, figures for a day as a column shows it, told for a free text that keeps its paragraphs
    """

    value: Any
    style: Literal["strong", "small", "capital", "sentence", "percent", "without_year", "figures", "told"]


class Finding(NamedTuple):
    """Something wrong in a record, named by record and field; the store turns it into a Problem with a line."""

    ref: str
    field: Field
    what: Text
    remedy: Text
    level: Literal["error", "remark"] = "error"


class Problem(NamedTuple):
    """Something wrong at a place in a file. `line` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    what: Text
    remedy: Text
    check: str
    level: Literal["error", "remark"] = "error"
    field: Field = ()

    @property
    def is_error(self) -> bool:
        return self.level == "error"


class PplError(Exception):
    """A refusal of an action: one sentence, one remedy, one exit code."""

    exit_code = 4

    def __init__(self, what: Text, remedy: Text | None = None, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.problems = problems

    def __str__(self) -> str:
        return str(self.what)


def nothing_written(number: int) -> Text:
    """That problems stopped a write, and how many."""
    return count(Text("nothing was written: {number} problem"), Text("nothing was written: {number} problems"), number)


class UsageError(PplError):
    """The command was called in a way that it does not take."""

    exit_code = 2


class DataError(PplError):
    """What was sent in, or what stands in a file, is not right; `problems` says where."""

    exit_code = 3


class StoreError(PplError):
    """Disk or git does not do what is asked."""

    exit_code = 4


class TemplateError(PplError):
    """A template cannot be filled."""

    exit_code = 5


def with_extra(extra: str) -> Text:
    """The remedy where a package of one of the extras is not there: ppl is at no index, so it comes from its folder.

    extra: its name; empty where ppl itself needs the package
    """
    if not extra:
        return Text("pip install . in the folder of this program brings it")
    return Text('pip install ".[{extra}]" in the folder of this program brings it', extra=extra)


def folder_gone() -> StoreError:
    """The refusal where the folder in which somebody works was taken away."""
    what = Text("the folder that you are in does not exist any more")
    return StoreError(what, Text("go into one that does (cd)"))


def no_base(mark: object) -> StoreError:
    """The refusal where no knowledge base is here: where one is found, and how ppl finds it from any folder."""
    what = Text("there is no knowledge base here, nor in a folder above ({mark})", mark=str(mark))
    remedy = Text(
        "go into its folder (cd), or name that folder once in PPL_ROOT (export PPL_ROOT=FOLDER; Windows: setx "
        "PPL_ROOT FOLDER), and it is found from any folder; --root FOLDER names it for one command; ppl init DIR "
        "makes one"
    )
    return StoreError(what, remedy)
