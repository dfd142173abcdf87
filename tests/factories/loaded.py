"""The two frameworks of different shape that the tests run on: one published, one invented."""

from pathlib import Path

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.rules.framework import Framework

YOUTH_FOLDER = built_in()["hmip-youth-2018"]
HARBOUR_FOLDER = Path(__file__).parents[1] / "frameworks" / "harbour-2030"

YOUTH = load_framework(YOUTH_FOLDER)
HARBOUR = load_framework(HARBOUR_FOLDER)
BOTH: tuple[Framework, ...] = (YOUTH, HARBOUR)


def id_of(framework: Framework) -> str:
    """Name a framework in the id of a parametrised test."""
    return framework.id
