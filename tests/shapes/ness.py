"""The two invented inspections under frameworks of other shapes, as loaded, rated and changed for a test."""

from dataclasses import replace

from tests.factories.loaded import FERRY, FERRY_FOLDER, LANTERN, LANTERN_FOLDER
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.answers import CaseAnswer, Recorded
from trigpoint.rules.rating import RatedInspection, rate

NESS = load_bundle(LANTERN_FOLDER / "inspection.yaml", LANTERN_FOLDER)
SOUND_FERRY = load_bundle(FERRY_FOLDER / "inspection.yaml", FERRY_FOLDER)
NESS_RECORDED = recorded(NESS.bundle)
FERRY_RECORDED = recorded(SOUND_FERRY.bundle)


def ness() -> RatedBundle:
    """Ness Light, with all that a report says of it."""
    return rated_bundle(NESS)


def ferry() -> RatedBundle:
    """The Sound Ferry, with all that a report says of it."""
    return rated_bundle(SOUND_FERRY)


def with_answers(of: Recorded, **changed: dict[str, CaseAnswer]) -> Recorded:
    """The same record with other answers: case reference → question → answer."""
    cases = tuple(replace(case, answers={**case.answers, **changed.get(case.reference, {})}) for case in of.cases)
    return replace(of, cases=cases)


def rated_ness(of: Recorded = NESS_RECORDED) -> RatedInspection:
    """Ness Light, rated from a record."""
    return rate(LANTERN, of)


def rated_ferry(of: Recorded = FERRY_RECORDED) -> RatedInspection:
    """The Sound Ferry, rated from a record."""
    return rate(FERRY, of)
