"""Names that somebody did not write out: only their beginning, or only their consonants."""

from collections.abc import Mapping


def begun(said: str, names: Mapping[str, str]) -> str | None:
    """The one code of which a name begins so, or has these consonants: `netbeh`, `wsch`. None where it is not one.

    said, names: small letters without accents; names: with their codes
    """
    found = {code for name, code in names.items() if len(said) >= 4 and name.startswith(said)}
    if not found and 3 < len(said) < 9 and not set(said) & set("aeiou "):
        found = {code for name, code in names.items() if _is_without_vowels(said, name)}
    return found.pop() if len(found) == 1 else None


def _is_without_vowels(said: str, name: str) -> bool:
    """Whether somebody left out the vowels of a name, and perhaps its end: `wsch`, `ntbh`, `prvnc`."""
    letters = iter(name.replace(" ", ""))
    return said[0] == name[0] and len(name) <= 4 * len(said) and all(one in letters for one in said)
