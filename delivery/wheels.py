"""Wheels: which ones a target needs, at the versions of constraints.txt, and what they say of themselves."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from email.message import Message
from email.parser import Parser
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from delivery.targets import Target

Fetch = Callable[[Target, list[str], Path], None]


class Missing(NamedTuple):
    """A package without a wheel for a target. extra: only this part of ppl needs it; empty for ppl itself."""

    package: str
    target: Target
    extra: str


def pins(constraints: str) -> dict[str, str]:
    """The version of each package."""
    rows = [row for row in constraints.splitlines() if row and not row.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in (row.partition("==") for row in rows)}


def fetch(target: Target, packages: list[str], folder: Path) -> None:
    """Let pip download the wheels of these packages (name==version) for a target.

    Raises CalledProcessError where one is not to be had, SystemExit where pip cannot tell.
    """
    platforms = [word for platform in target.system.platforms for word in ("--platform", platform)]
    words = ["--only-binary", ":all:", "--no-deps", "--python-version", target.python, *platforms]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "-d", str(folder)]
    try:
        subprocess.run([*command, *words, *packages], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        if "Retrying" not in error.stderr and "No matching distribution found" in error.stderr:
            raise
        raise SystemExit(f"pip cannot get {', '.join(packages)}:\n{error.stderr}") from None


def gather(
    roots: Mapping[str, Iterable[str]],
    pinned: Mapping[str, str],
    targets: Iterable[Target],
    folder: Path,
    fetched: Fetch = fetch,
) -> list[Missing]:
    """Get all wheels that the requirements ask for, on every target; what is not to be had is returned.

    roots: the requirements of each extra, and of ppl itself under the empty name
    """
    missing: list[Missing] = []
    compiled: set[str] = set()
    for target in targets:
        get = partial(_get, target, pinned=pinned, folder=folder, fetched=fetched)
        get(compiled)  # together: pip takes a second each time
        seen: set[str] = set()
        waiting = {name for requirements in roots.values() for name in _names(requirements, target)}
        while waiting:
            get(waiting)
            seen |= waiting
            waiting = {need for name in waiting for need in _needs(folder, name, target)} - seen
        compiled |= {package_of(wheel) for wheel in folder.glob("*.whl") if not is_pure(wheel.name)}
        done: set[str] = set()
        for extra, requirements in roots.items():
            lacking = [
                name for name in _closure(folder, requirements, target, done) if not _wheel(folder, name, target)
            ]
            missing += [Missing(f"{name} {pinned.get(name, '?')}", target, extra) for name in sorted(lacking)]
    return missing


def _closure(folder: Path, requirements: Iterable[str], target: Target, done: set[str]) -> set[str]:
    """What these requirements need in all, without what is done already; adds it to that."""
    found: set[str] = set()
    waiting = _names(requirements, target) - done
    while waiting:
        found |= waiting
        waiting = {need for name in waiting for need in _needs(folder, name, target)} - done - found
    done |= found
    return found


def _needs(folder: Path, name: str, target: Target) -> set[str]:
    """The packages that a package asks for itself; none where there is no wheel of it."""
    wheel = _wheel(folder, name, target)
    return set() if wheel is None else _names(metadata(wheel).get_all("Requires-Dist") or (), target)


def _get(target: Target, names: Iterable[str], pinned: Mapping[str, str], folder: Path, fetched: Fetch) -> None:
    """Fetch what is not there yet, together; where one of them is not to be had, each by itself."""
    wanted = sorted(name for name in names if name in pinned and _wheel(folder, name, target) is None)
    packages = [f"{name}=={pinned[name]}" for name in wanted]
    groups = [packages] if len(packages) < 2 else [packages, *([one] for one in packages)]
    for group in groups if packages else ():
        try:
            fetched(target, group, folder)
        except subprocess.CalledProcessError:
            continue
        if group is packages:
            return


def _names(requirements: Iterable[str], target: Target) -> set[str]:
    """The packages that these requirements ask for there."""
    found = (Requirement(text) for text in requirements)
    environment = {**target.environment(), "extra": ""}
    return {canonicalize_name(one.name) for one in found if one.marker is None or one.marker.evaluate(environment)}


def _wheel(folder: Path, name: str, target: Target) -> Path | None:
    """The wheel of a package that works on a target."""
    return next((w for w in sorted(folder.glob("*.whl")) if is_for(w.name, target) and package_of(w) == name), None)


def package_of(wheel: Path) -> str:
    return str(parse_wheel_filename(wheel.name)[0])


def is_pure(name: str) -> bool:
    return name.endswith("-none-any.whl")


def is_for(name: str, target: Target) -> bool:
    """Whether a wheel of this name can be installed on a target."""
    ours = target.python.replace(".", "")
    for tag in parse_wheel_filename(name)[3]:
        is_same = tag.interpreter in (f"cp{ours}", "py3", f"py{ours}")
        is_older = tag.abi == "abi3" and re.fullmatch(r"cp3\d+", tag.interpreter) is not None
        is_older = is_older and int(tag.interpreter[3:]) <= int(ours[1:])
        if (is_same or is_older) and _fits(tag.platform, target.system.platforms):
            return True
    return False


def _fits(platform: str, ours: tuple[str, ...]) -> bool:
    if platform == "any" or platform in ours:
        return True
    had, wanted = (re.fullmatch(r"(macosx|manylinux)_(\d+)_(\d+)_(\w+)", one) for one in (platform, ours[0]))
    if had is None or wanted is None or had[1] != wanted[1]:
        return False
    is_processor = had[4] in (wanted[4], "universal2")
    return is_processor and (int(had[2]), int(had[3])) <= (int(wanted[2]), int(wanted[3]))


@cache
def metadata(wheel: Path) -> Message:
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return Parser().parsestr(archive.read(name).decode("utf-8", "replace"))


def licence(wheel: Path) -> str:
    """The licence that a wheel names: its expression, else its classifiers, else its field."""
    said = metadata(wheel)
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [row for row in said.get_all("Classifier") or () if row.startswith("License :: ")]
    if names := [row.rpartition(" :: ")[2] for row in classifiers]:
        return ", ".join(names)
    field = str(said.get("License") or "").strip()
    return field.splitlines()[0][:80] if field else "?"
