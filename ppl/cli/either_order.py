"""A file and a project behind a word, in whichever order somebody types them."""

from pathlib import Path

ENDINGS = (".xlsx", ".xlsm", ".csv", ".docx", ".xml", ".mpp", ".ods", ".txt")


def file_and_project(file: str, project: str | None) -> tuple[Path, str | None]:
    """The file first, then the project, the other way round where only that makes sense."""
    if project is not None and _is_file(project) and not _is_file(file):
        file, project = project, file
    return Path(file), project


def _is_file(text: str) -> bool:
    """Whether this is a file that is there, or by its ending one that was meant."""
    return Path(text).is_file() or text.lower().endswith(ENDINGS)
