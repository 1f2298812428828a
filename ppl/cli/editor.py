"""The user's own editor. What was saved in it is never thrown away."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.typed_text import signals_stop
from ppl.errors import PplError, Text, UsageError, disk_words

END_SECONDS = 2.0
AT_ONCE_SECONDS = 1.0
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # its marks


def edited_text(desk: Desk, text: str, name: str) -> str:
    """The text as it comes back from $VISUAL or $EDITOR, else from an editor that is there.

    What is not UTF-8 is read as Windows-1252, and that is said. Raises UsageError where there is no editor, or it ends
    with an error, and StoppedError on a signal; what was saved before is then kept as a draft.
    """
    command = _command(desk)
    words = _words(command)
    known = {text.encode()}
    with _folder(desk, known) as folder:
        file = folder / f"{name.replace('/', '-')[-100:]}.yaml"
        file.write_text(text, encoding="utf-8", newline="")
        sys.stdout.flush()
        begun = time.monotonic()
        try:
            code = _exit_code([*words, str(file)])
        except StoppedError:
            with suppress(OSError):  # the window may be gone
                _keep(desk, known, file)
            raise
        except OSError as error:
            raise UsageError(
                Text("the editor `{command}` does not start: {why}", command=command, why=disk_words(error)),
                Text("set EDITOR to a program that is there"),
            ) from None
        if code:
            _keep(desk, known, file)
            raise UsageError(Text("the editor ended with an error ({code}); nothing was changed", code=code))
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            return text  # it was taken away: nothing was saved
        except OSError as error:
            what = Text("what your editor saved cannot be read: {why}", why=disk_words(error))
            raise UsageError(what, Text("copy it into the record's file yourself; then ppl save")) from None
        if data in known and time.monotonic() - begun < AT_ONCE_SECONDS:
            desk.remark(Text('the editor ended at once; one with a window of its own must wait: EDITOR="code --wait"'))
        known.add(data)
    found = decoded(data)
    if found.encode() != data and not data.startswith(UTF_16):
        desk.remark(
            Text("your editor did not save UTF-8: it was read as Windows-1252; look whether the accents are right")
        )
    return found


def has_editor(desk: Desk) -> bool:
    """Whether there is an editor, the user's own or one of this system."""
    return bool(_command(desk))


def _command(desk: Desk) -> str:
    """The user's own editor, else on a terminal one that this system has; empty where there is none."""
    own = desk.environment.get("VISUAL") or desk.environment.get("EDITOR")
    if own or not (desk.is_terminal and desk.shows_on_terminal):
        return own or ""
    usual: tuple[str, ...] = ("sensible-editor", "nano", "micro", "vi")
    if os.name == "nt" or sys.platform == "darwin":
        usual = ("notepad",) if os.name == "nt" else ("open -W -n -t",)
    elif not _is_chosen(desk):
        usual = usual[1:]  # Debian's would ask which one, in English and in the middle of a talk
    path = desk.environment.get("PATH", "")
    return next((command for command in usual if shutil.which(command.split()[0], path=path)), "")


def _is_chosen(desk: Desk) -> bool:
    """Whether somebody chose an editor of Debian before (select-editor)."""
    home = desk.environment.get("HOME")
    return bool(desk.environment.get("SELECTED_EDITOR") or (home and (Path(home) / ".selected_editor").is_file()))


def _words(command: str) -> list[str]:
    """The program and its options. Raises UsageError where there is none, or a quote is not closed."""
    if Path(command).is_file():  # a path with spaces in it
        return [command]
    try:
        words = shlex.split(command, posix=os.name != "nt")
    except ValueError:
        what = Text("a quote in the editor `{command}` is not closed", command=command)
        raise UsageError(what, Text("set EDITOR again: export EDITOR='\"/path with spaces/editor\" --wait'")) from None
    if not any(words):
        what = Text("there is no editor set")
        raise UsageError(what, Text("set EDITOR, for example: export EDITOR=nano; or use ppl set"))
    return words


def decoded(data: bytes) -> str:
    """The text in bytes: UTF-8 (or UTF-16 with its mark), and as Windows-1252 what is not UTF-8."""
    if data.startswith(UTF_16):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16")
    found = ""
    while True:
        try:
            return found + data.decode()
        except UnicodeDecodeError as error:
            found += data[: error.start].decode() + data[error.start : error.end].decode("cp1252", "replace")
            data = data[error.end :]


def _keep(desk: Desk, known: set[bytes], file: Path) -> None:
    """Keep the bytes that the editor saved, where it saved anything: they are known then."""
    try:
        data = file.read_bytes()
    except OSError:
        return
    if data not in known:
        desk.remark(Text("what you entered is kept in {draft}", draft=str(desk.folder.keep_draft(data, "editor"))))
        known.add(data)


def _exit_code(command: Sequence[str]) -> int:
    """How the editor ended. Ctrl-C is its own affair; on TERM or a closed window it gets a moment to save."""
    before = None
    with suppress(ValueError):  # not the main thread; a handler, since the editor would inherit that it is ignored
        before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        with signals_stop(), subprocess.Popen(command) as editor:
            try:
                return editor.wait()
            except StoppedError:
                editor.terminate()
                with suppress(subprocess.TimeoutExpired):
                    editor.wait(END_SECONDS)
                editor.kill()
                raise
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


@contextmanager
def _folder(desk: Desk, known: set[bytes]) -> Iterator[Path]:
    """A folder for the file: beside the drafts, where a crash leaves it, else where this system keeps such things.

    It goes, unless a text is left in it that is not known: an editor that ends badly leaves what was typed in a file
    of its own.
    """
    import tempfile  # slow to import, and every word that may open an editor would pay for it

    folder = None
    with suppress(PplError, OSError):
        drafts = desk.folder.git.common_folder / "ppl" / "drafts"
        drafts.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="editor-", dir=drafts))
    folder = folder or Path(tempfile.mkdtemp(prefix="ppl-"))
    try:
        yield folder
    finally:
        if all(_is_known(place, known) for place in (folder.iterdir() if folder.is_dir() else ())):
            shutil.rmtree(folder, ignore_errors=True)
        else:
            with suppress(OSError):  # the window may be gone
                desk.remark(Text("what you entered is kept in {draft}", draft=str(folder)))


def _is_known(place: Path, known: set[bytes]) -> bool:
    try:
        return place.read_bytes() in known
    except OSError:
        return False
