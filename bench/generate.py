"""A knowledge base of N simple records, the same each time, committed on COMMITTED; municipalities are invented.

Usage: python -m bench.generate FOLDER [N]
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

PER_PROJECT = 100
FIRST = datetime.date(2023, 1, 2)
COMMITTED = "2025-01-06T12:00:00+0100"


def generate(folder: Path, number: int) -> None:
    """Write and commit about `number` records: projects with sessions, bottlenecks, interventions and what is asked
    or learned about them."""
    data = folder / "data"
    shipped = Path(__file__).parent.parent / "data"
    for name in ("programme", "laws"):
        shutil.copytree(shipped / name, data / name, ignore=shutil.ignore_patterns("sessions"))
    for name in ("escalations", "lessons"):
        (data / name).mkdir()
    for project in range(max(number // PER_PROJECT, 1)):
        (data / "escalations" / f"vraag-{project:04}.yaml").write_text(_escalation(project), encoding="utf-8")
        (data / "lessons" / f"les-{project:04}.yaml").write_text(_lesson(project), encoding="utf-8")
        place = data / "projects" / f"project-{project:04}"
        for name in ("sessions", "bottlenecks", "interventions"):
            (place / name).mkdir(parents=True)
        (place / "project.yaml").write_text(_project(project), encoding="utf-8")
        for i in range(PER_PROJECT - 23):
            day = FIRST + datetime.timedelta(weeks=i)
            (place / "sessions" / f"{day}-weekly.yaml").write_text(_session(day, i, project), encoding="utf-8")
        for i in range(10):
            (place / "bottlenecks" / f"knelpunt-{i}.yaml").write_text(_bottleneck(i, project), encoding="utf-8")
            (place / "interventions" / f"ingreep-{i}.yaml").write_text(_intervention(i, project), encoding="utf-8")
    git = ("git", "-C", str(folder))
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    for key, value in (("user.name", "bench"), ("user.email", "bench@example.org"), ("gc.auto", "0")):
        subprocess.run([*git, "config", key, value], check=True)
    subprocess.run([*git, "add", "."], check=True)
    dated = {**os.environ, "GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
    subprocess.run([*git, "commit", "-q", "-m", "generated"], check=True, env=dated)
    subprocess.run([*git, "gc", "-q"], check=True)


def _project(number: int) -> str:
    return f"""name: Project {number}
municipality: [Voorbeeldstad {number % 40}]
status: active
lot: lot-1
province: utrecht
homes:
  min: {100 + number}
  max: {150 + number}
starts_on: 2023-01-02
"""


def _session(day: datetime.date, number: int, project: int) -> str:
    return f"""kind: weekly
held_on: {day}
summary: >-
  De planning van deelgebied {project} is nagelopen; stap {number} kan beginnen terwijl het onderzoek van
  stap {number - 1} nog loopt.
facts:
  - Het onderzoek naar geluid is besteld en duurt {number % 7 + 2} weken.
  - De gemeenteraad krijgt het voorstel in de volgende vergadering.
actions:
  - id: a1
    text: Vraag bij de netbeheerder na wanneer de aansluiting kan
    owner: projectleider
    due_on: {day + datetime.timedelta(weeks=2)}
    status: done
    done_on: {day + datetime.timedelta(weeks=1)}
lights:
  time: {{light: green}}
  money: {{light: green}}
"""


def _bottleneck(number: int, project: int) -> str:
    return f"""title: Knelpunt {number} van deelgebied {project}
category: stikstof
status: open
opened_on: 2023-02-0{number % 9 + 1}
found_in: 2023-01-02-weekly
description: Het wachten op de aansluiting houdt stap {number} op.
"""


def _intervention(number: int, project: int) -> str:
    return f"""title: Ingreep {number} in deelgebied {project}
started_on: 2023-03-0{number % 9 + 1}
for: knelpunt-{number}
status: running
expected:
  effect: Stap {number} begint eerder
  weeks: {number % 5 + 1}
"""


def _escalation(project: int) -> str:
    return f"""to: opdrachtgever
question: Kan de aansluiting van deelgebied {project} eerder komen?
bottlenecks: [project-{project:04}/bottlenecks/knelpunt-1]
status: submitted
agreed_with: [{{project: project-{project:04}, on: 2024-03-01}}]
submitted_on: 2024-03-0{project % 9 + 1}
decide_by: 2024-09-0{project % 9 + 1}
"""


def _lesson(project: int) -> str:
    return f"""title: Vraag in deelgebied {project} de aansluiting eerder aan
status: checked
kind: lesson
from: {{project: project-{project:04}}}
noted_on: 2024-04-0{project % 9 + 1}
categories: [stikstof]
did: De aansluiting is in stap {project % 12} aangevraagd.
"""


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
