"""One folder with ppl and all that it needs, for the IT department: `make bundle`, or `python -m delivery.bundle`.

Wheels for every system and Python of targets.py, at the versions of constraints.txt; how to install them without a
network; a page for who has to agree to it, in Dutch and English; sums, and the licences as the wheels name them.
What a system lacks a wheel of is left out there, and said: on Linux with ARM css-inline, so that a mail is plain text.
"""

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from delivery import wheels
from delivery.targets import PYTHONS, SYSTEMS, Target
from delivery.wheels import Fetch, Missing

TOP = Path(__file__).parent.parent
HERE = Path(__file__).parent
PAGES = ("LEESMIJ-IT.md", "README-IT.md")
SCRIPTS = ("install.sh", "install.cmd")
WORDS = {
    "LEESMIJ-IT.md": {"yes": "ja", "no": "nee: geen wheel van {names}", "part": "ja, zonder {extras} (geen {names})"},
    "README-IT.md": {"yes": "yes", "no": "no: no wheel of {names}", "part": "yes, without {extras} (no {names})"},
}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m delivery.bundle", description=__doc__)
    parser.add_argument("--out", type=Path, help="the folder; else dist/ppl-VERSION-bundle")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="only for this Python; may be repeated")
    parser.add_argument("--system", action="append", metavar="WORD", help="only for systems with this word in the name")
    parser.add_argument("--here", action="store_true", help="only for this computer and this Python")
    given = parser.parse_args(arguments)
    systems = [s for s in SYSTEMS if any(word.lower() in s.name.lower() for word in given.system or [""])]
    targets = [Target(system, python) for system in systems for python in given.python or PYTHONS]
    if given.here:
        targets = [target for target in targets if is_here(target)]
    if not targets:
        parser.error(f"no system is meant; there are: {', '.join(s.name for s in SYSTEMS)}")
    folder = given.out or TOP / "dist" / f"ppl-{version()}-bundle"
    try:
        missing = bundle(folder, targets)
    except FileExistsError:
        parser.error(f"{folder} is there already; take it away, or name another with --out")
    for one in missing:
        needs = f"ppl[{one.extra}]" if one.extra else "ppl"
        where = f"{one.target.system.name}, Python {one.target.python}"
        print(f"no wheel of {one.package} for {where}: {needs} cannot be installed there", file=sys.stderr)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    number = len(list((folder / "wheels").iterdir()))
    print(f"{folder}: {number} wheels, {size / 1e6:.0f} MB, wheels that are not to be had: {len(missing)}")


def bundle(folder: Path, targets: Sequence[Target], fetched: Fetch = wheels.fetch) -> list[Missing]:
    """Make the folder, whole or not at all; which wheels are not to be had. Raises FileExistsError."""
    if folder.exists():
        raise FileExistsError(folder)
    aside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    store = aside / "wheels"
    store.mkdir(parents=True)
    build_wheel(store)
    pinned = wheels.pins((TOP / "constraints.txt").read_text(encoding="utf-8"))
    missing = wheels.gather(roots(), pinned, targets, store, fetched)
    fill(aside, targets, missing)
    write_sums(aside)
    aside.rename(folder)
    return missing


def is_here(target: Target) -> bool:
    """Whether a target is this computer with this Python."""
    words = (platform.system(), platform.machine().lower())
    markers = target.system.markers
    is_same = words == (markers["platform_system"], markers["platform_machine"].lower())
    return is_same and target.python == f"{sys.version_info[0]}.{sys.version_info[1]}"


def version() -> str:
    import ppl

    return ppl.__version__


def build_wheel(folder: Path) -> None:
    """The wheel of ppl itself. Raises CalledProcessError."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder.absolute())]
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)


def roots() -> dict[str, list[str]]:
    """What ppl requires (the empty name), and each of its extras for users."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: asks for name, asks in project["optional-dependencies"].items() if name not in ("all", "dev")}
    return {"": project["dependencies"], **extras}


def fill(folder: Path, targets: Sequence[Target], missing: Sequence[Missing]) -> None:
    """Write the pages and the scripts."""
    values = {"@version@": version(), "@licences@": licences(folder / "wheels")}
    for page in PAGES:
        text = (HERE / page).read_text(encoding="utf-8").replace("@targets@", matrix(targets, missing, WORDS[page]))
        for name, value in values.items():
            text = text.replace(name, value)
        (folder / page).write_bytes(text.encode())
    for script in SCRIPTS:
        text = (HERE / script).read_text(encoding="utf-8")
        ending = "\r\n" if script.endswith(".cmd") else "\n"
        (folder / script).write_bytes(text.replace("\n", ending).encode())
        (folder / script).chmod(0o755)
    shutil.copy(TOP / "LICENSE", folder / "LICENSE")


def matrix(targets: Sequence[Target], missing: Sequence[Missing], words: dict[str, str]) -> str:
    """A table: on which system with which Python it can be installed."""
    pythons = list(dict.fromkeys(target.python for target in targets))
    rows = [f"| | {' | '.join(f'Python {python}' for python in pythons)} |", "| --- |" + " --- |" * len(pythons)]
    for system in dict.fromkeys(target.system.name for target in targets):
        cells = []
        for python in pythons:
            lacking = [m for m in missing if (m.target.system.name, m.target.python) == (system, python)]
            cells.append(_cell(lacking, words))
        rows.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(lacking: Iterable[Missing], words: dict[str, str]) -> str:
    core = [one for one in lacking if not one.extra]
    said = words["no"] if core else words["part"] if lacking else words["yes"]
    names = ", ".join(dict.fromkeys(one.package for one in core or lacking))
    return said.format(names=names, extras=", ".join(dict.fromkeys(f"`{one.extra}`" for one in lacking)))


def licences(folder: Path) -> str:
    """A table of the packages with their versions and licences, as the wheels name them."""
    found = {wheels.package_of(wheel): wheel for wheel in sorted(folder.iterdir())}
    rows = [
        f"| {name} | {wheels.metadata(wheel)['Version']} | {wheels.licence(wheel).replace('|', '/')} |"
        for name, wheel in sorted(found.items())
    ]
    return "\n".join(rows)


def write_sums(folder: Path) -> None:
    """SHA256SUMS, as `sha256sum -c` and `shasum -a 256 -c` read it."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "SHA256SUMS")
    rows = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(folder).as_posix()}\n" for f in files]
    (folder / "SHA256SUMS").write_bytes("".join(rows).encode())


if __name__ == "__main__":
    main()
