"""The frameworks that the tests run on: one published, and invented ones with other numbers and of other shapes."""

from pathlib import Path

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.rules.framework import Framework

YOUTH_FOLDER = built_in()["hmip-youth-2018"]
INVENTED = Path(__file__).parents[1] / "frameworks"
HARBOUR_FOLDER = INVENTED / "harbour-2030"
LANTERN_FOLDER = INVENTED / "lantern-2031"
FERRY_FOLDER = INVENTED / "ferry-2032"

YOUTH = load_framework(YOUTH_FOLDER)
HARBOUR = load_framework(HARBOUR_FOLDER)
LANTERN = load_framework(LANTERN_FOLDER)
FERRY = load_framework(FERRY_FOLDER)
# The two that differ in numbers alone. LANTERN and FERRY differ in shape, so what holds of one shape is not asked of them.
BOTH: tuple[Framework, ...] = (YOUTH, HARBOUR)
ALL = (*BOTH, LANTERN, FERRY)


def id_of(framework: Framework) -> str:
    """Name a framework in the id of a parametrised test."""
    return framework.id
