"""Plans for the tests of `ppl plan`: the shipped template in a knowledge base, and a plan of five activities."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Kb

SHIPPED = Path(__file__).parents[2] / "data" / "programme"
PLAN = "projects/waterrijk/plan.yaml"

SMALL = """\
starts_on: 2026-01-05
goal: E
activities:
  - {id: A, title: Schets, weeks: 8, owner: stedenbouwkundige}
  - id: B
    title: Raadsbesluit
    weeks: 4
    owner: gemeenteraad
    after: [{activity: A, ground: policy, reason: eerst zien}]
  - id: C
    title: Ontwerp
    weeks: 20
    owner: architect
    after:
      - {activity: A, ground: policy, reason: op de schets}
      - {activity: B, ground: habit, reason: zo gaat het altijd}
  - {id: D, title: Ter inzage, weeks: 6, after: [{activity: B, ground: statute, law: art. 16.30 Omgevingswet}]}
  - id: E
    title: Start bouw
    weeks: 0
    after: [{activity: C, ground: contract}, {activity: D, ground: statute, law: art. 5.1 Omgevingswet}]
milestones:
  - {code: adopted, title: Vastgesteld, activity: B}
"""


def shipped(kb: Kb) -> Kb:
    """The knowledge base with the plan templates, their law and the lists that travel with ppl."""
    for name in ("bodies.yaml", "calendar.yaml", "vocabularies.yaml", "plans"):
        place = kb.path(f"programme/{name}")
        if (SHIPPED / name).is_dir():
            shutil.copytree(SHIPPED / name, place)
        else:
            shutil.copy(SHIPPED / name, place)
    shutil.copytree(SHIPPED.parent / "laws", kb.path("laws"))
    kb.git("add", "data/programme", "data/laws")
    kb.git("commit", "-q", "-m", "template")
    return kb


def small(kb: Kb, text: str = SMALL) -> Kb:
    """The knowledge base with a plan of five activities: 32 weeks, of which 4 by habit."""
    kb.write(PLAN, text)
    return kb
