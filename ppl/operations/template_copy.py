"""A shipped template as a start for one of the knowledge base's own: a file in its work folder, which nobody commits.

A copy says nothing new yet, so there is nothing to record: the change that somebody makes in it is worth a commit.
"""

from __future__ import annotations

from pathlib import Path

from ppl.errors import DataError, StoreError, Text, disk_words
from ppl.operations.template_catalog import Overridable
from ppl.render.overrides import FOLDER, override, shipped_text, with_origin
from ppl.resources import shipped
from ppl.store.entries import Refusal, link_in
from ppl.store.folder import Folder


def copy(folder: Folder, template: Overridable, is_forced: bool) -> Path:
    """Write it below templates/ of the knowledge base; the file.

    is_forced: also where one stands there already. Raises DataError where one stands there or a link is on the way,
    StoreError where the disk refuses.
    """
    root = folder.root
    path = root / FOLDER / template.name
    if (root / FOLDER).resolve() == shipped(FOLDER).resolve():
        what = Text("the templates of this folder are the shipped ones")
        raise DataError(what, Text("edit them where they are, or copy in another knowledge base"))
    if (link := link_in(root, f"{FOLDER}/{template.name}")) is not None:
        refusal = Refusal.of_link()
        raise DataError(Text("{place}: {why}", place=link, why=refusal.what), refusal.remedy)
    if path.exists() and not is_forced:
        own = override(root, template.name)
        what = (
            Text("{file} is there already, and says the same as the shipped one", file=f"{FOLDER}/{template.name}")
            if own is None
            else Text("{file} is there already, and is not the shipped one", file=f"{FOLDER}/{template.name}")
        )
        raise DataError(what, Text("--force puts the shipped one in its place; what stands there now is gone then"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with path.open("xb") as file:
            file.write(with_origin(template.name, shipped_text(template.name) or "").encode())
    except OSError as error:
        what = Text("{file} cannot be written: {why}", file=str(path), why=disk_words(error))
        raise StoreError(what, Text("look at the folder templates/ of the knowledge base")) from None
    return path
