"""Print docs/states/inspection.md from the table of stages and of what must be true before each."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import django

# The values of the checklist stand beside models.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.web.settings.testing")
django.setup()

from trigpoint.inspectorate.programme.holders import People  # noqa: E402
from trigpoint.inspectorate.programme.stages import STAGES, Stage, next_stage, ways_back  # noqa: E402 - only once Django is set up
from trigpoint.inspectorate.progress.conditions import checklist  # noqa: E402
from trigpoint.inspectorate.progress.facts import Facts  # noqa: E402
from trigpoint.inspectorate.progress.gathering import Gathered, SampleFacts  # noqa: E402
from trigpoint.people.roles import role  # noqa: E402

PAGE = Path("docs/states/inspection.md")


def page() -> str:
    """The stages and their moves, as a diagram and a table, and what must be true before each of them."""
    lines = [
        "# The stages of an inspection",
        "",
        "Printed from the table in `inspectorate/programme/stages.py` and the conditions in `inspectorate/progress`.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2"]
    for stage in STAGES:
        after = next_stage(stage.key)
        if after:
            lines.append(f"    {_id(stage.key)} --> {_id(after.key)}")
    lines += [
        "```",
        "",
        "| stage | working days from the site date | moved into by | who is told to, and what they do | back to |",
    ]
    lines.append("|---|---:|---|---|---|")
    for stage in STAGES:
        movers = _titles(stage.moved_by) or "planned"
        back = ways_back(stage.key)
        to = f"{back[0].title} to {back[-1].title}" if len(back) > 1 else (back[0].title if back else "")
        days = "" if stage.days is None else str(stage.days)
        lines.append(
            f"| {stage.title} | {days} | {movers} | {stage.move}: {_titles(stage.prompted) or 'whoever plans'} | {to} |"
        )
    lines += ["", "## What must be true before each", ""]
    lines += ["Until it is, somebody is told what to do, and where: on their first page and beside the line.", ""]
    for stage in STAGES[1:]:
        words = "; ".join(condition.words for condition in checklist(stage.key, _nothing(stage)))
        lines.append(f"- **{stage.title}**: {words}.")
    return "\n".join(lines) + "\n"


def _titles(roles: Iterable[str]) -> str:
    return ", ".join(role(key).title.lower() for key in roles)


def _nothing(stage: Stage) -> Facts:
    """The facts of an inspection of which nothing is known: of each condition the words alone are read."""
    sample = SampleFacts(draws=True, fixed=False, waits=False, drawn=False, missing=("no type",))
    held = Gathered((), (), frozenset(), sample, (), frozenset(), (), None)
    return Facts(date.min, stage.key, None, People(), held, None)


def _id(key: str) -> str:
    return key.replace("-", "_")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
