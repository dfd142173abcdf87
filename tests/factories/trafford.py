"""The Trafford inspection of February 2021 as printed: our oracle.

`tests/published/trafford-2021.json` was taken from the report by script (Open Government Licence v3.0, see NOTICE).
"""

import json
from pathlib import Path
from typing import TypedDict

from trigpoint.rules.answers import Decision, Judgement, Recorded, Tally


class Counted(TypedDict):
    """A printed 'yes of relevant'."""

    yes: int
    relevant: int


class PrintedQuestion(Counted):
    """A printed key question with its prompts."""

    prompts: list[Counted]


class PrintedStandard(TypedDict):
    """A printed case-based standard."""

    key_questions: list[PrintedQuestion]


class Published(TypedDict):
    """The printed figures."""

    score: int
    out_of: int
    overall: str
    ratings: dict[str, str]
    discretion: dict[str, list[str]]
    standards: dict[str, PrintedStandard]


def _read() -> Published:
    file = Path(__file__).parents[1] / "published" / "trafford-2021.json"
    loaded: Published = json.loads(file.read_text(encoding="utf-8"))
    return loaded


PUBLISHED = _read()


def _tally(counted: Counted) -> Tally:
    return Tally(counted["yes"], counted["relevant"])


def printed_tallies() -> dict[str, Tally]:
    """Return every printed count under its id: question 2 of standard 2.1 is 2.1.2, its first prompt 2.1.2.1."""
    tallies: dict[str, Tally] = {}
    for standard_id, standard in PUBLISHED["standards"].items():
        for k, question in enumerate(standard["key_questions"], start=1):
            tallies[f"{standard_id}.{k}"] = _tally(question)
            for p, prompt in enumerate(question["prompts"], start=1):
                tallies[f"{standard_id}.{k}.{p}"] = _tally(prompt)
    return tallies


TRAFFORD = Recorded(
    tallies=printed_tallies(),
    judgements={
        one: Judgement(rating, "as printed") for one, rating in PUBLISHED["ratings"].items() if one.startswith("1.")
    },
    decisions={
        one: Decision(before, after, "one case looked at again")
        for one, (before, after) in PUBLISHED["discretion"].items()
    },
)
