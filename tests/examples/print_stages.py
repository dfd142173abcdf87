"""Print docs/states/inspection.md from the table of stages."""

from pathlib import Path

from trigpoint.inspectorate.programme.stages import STAGES, next_stage, ways_back
from trigpoint.people.roles import role

PAGE = Path("docs/states/inspection.md")


def page() -> str:
    """The stages, their moves and owners, as a diagram and a table."""
    lines = ["# The stages of an inspection", "", "Printed from the table in `inspectorate/programme/stages.py`.", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    for stage in STAGES:
        after = next_stage(stage.key)
        if after:
            lines.append(f"    {_id(stage.key)} --> {_id(after.key)}")
    lines += [
        "```",
        "",
        "| stage | working days from the site date | moved into by | what it awaits, and of whom | back to |",
    ]
    lines.append("|---|---:|---|---|---|")
    for stage in STAGES:
        movers = ", ".join(role(one).title.lower() for one in stage.moved_by) or "planned"
        back = ways_back(stage.key)
        to = f"{back[0].title} to {back[-1].title}" if len(back) > 1 else (back[0].title if back else "")
        days = "" if stage.days is None else str(stage.days)
        lines.append(
            f"| {stage.title} | {days} | {movers} | {stage.awaits}: {role(stage.owner).title.lower()} | {to} |"
        )
    return "\n".join(lines) + "\n"


def _id(key: str) -> str:
    return key.replace("-", "_")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
