"""The rows of a sheet as lines of text: a filled-in form with its answers below each question, or a list."""

from collections.abc import Iterator, Sequence

from ppl.readers.forms.questions import is_questions


def sheet_text(rows: Sequence[Sequence[str]]) -> str:
    """A line for each row with ` | ` between its cells; of the plain form what stands in its first two columns."""
    is_form = is_questions("\n".join(row[0].partition("\n")[0] for row in rows if row))
    return "\n".join(_form_lines(rows) if is_form else _lines(rows)).strip("\n")


def _form_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        asked = " ".join(row[0].split()) if row else ""
        answer = "\n".join(cell.strip() for cell in row[1:] if cell.strip())
        if asked and answer and asked.rstrip().endswith(":"):
            first, _, more = answer.partition("\n")
            yield f"- {asked} {first}"
            yield from (f"  {line}" for line in more.split("\n") if line.strip())
            continue
        if asked:
            yield f"- {asked}" if asked.endswith(":") else asked
        yield from answer.split("\n") if answer else ([] if asked else [""])


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        cells = ["; ".join(line.strip() for line in cell.split("\n") if line.strip()) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield " | ".join(cells)
