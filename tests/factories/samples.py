"""Invented case lists, and certificates of draws from them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.conf import settings

from tests.factories.loaded import YOUTH
from trigpoint.bundle.cases import CaseRecord
from trigpoint.rules.case_list import Attribute, AttributeValue, ListedCase
from trigpoint.rules.certificate import Certificate, DrawnFor, EarlierSeed, FrozenList, Seed, certified, commitment_to
from trigpoint.rules.sampling import Leaving, SamplingSettings

SEX = Attribute("sex", "Sex", (AttributeValue("male", "Male"), AttributeValue("female", "Female")))
RISK = Attribute(
    "risk", "Risk of serious harm", tuple(AttributeValue(one, one.capitalize()) for one in ("low", "medium", "high"))
)
FIELDWORK = date(2026, 11, 23)
assert YOUTH.method.sample is not None
SETTINGS = SamplingSettings(FIELDWORK, YOUTH.method.sample, (SEX, RISK))
SEED = "5eed" * 16
SHA256 = "ab" * 32
KEYS = settings.VAR / "keys"
FIXED_AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
IN_AT = datetime(2026, 10, 20, 15, 30, tzinfo=UTC)
DRAWN_AT = datetime(2026, 10, 21, 10, 0, tzinfo=UTC)


def listed(reference: str, sex: str = "male", risk: str = "low", *, child: str = "", day: int = 1) -> ListedCase:
    """A case within both windows; its type is told by the first letter of its reference, C or O."""
    case_type = "court" if reference.startswith("C") else "out_of_court"
    return ListedCase(reference, child or f"K-{reference}", case_type, date(2026, 3, day), (sex, risk))


def as_listed(case: CaseRecord) -> ListedCase:
    """A case of a Bundle as it might have stood in its list."""
    return ListedCase(case.reference, f"K-{case.reference}", case.case_type, date(2026, 3, 1), ("male", "low"))


def case_list(court: int, out_of_court: int) -> tuple[ListedCase, ...]:
    """A list with a third of girls, and risks in turn."""
    risks = ("low", "medium", "high", "low")
    return tuple(
        listed(f"{letter}{n:03}", "female" if n % 3 == 0 else "male", risks[n % 4])
        for letter, number in (("C", court), ("O", out_of_court))
        for n in range(1, number + 1)
    )


def certificate(
    cases: Iterable[ListedCase],
    *,
    seed: str = SEED,
    exclusions: dict[str, str] | None = None,
    taken_out: Iterable[tuple[str, str] | tuple[str, str, int]] = (),
    earlier: tuple[EarlierSeed, ...] = (),
    inspection: str = "eastmere-2026",
    settings: SamplingSettings = SETTINGS,
) -> Certificate:
    """The certificate of a draw from a list, with invented times in the right order."""
    return certified(
        drawn_for=DrawnFor(inspection, YOUTH.id, YOUTH.digest, "trigpoint 0.1.0"),
        settings=settings,
        frozen=FrozenList(tuple(cases), SHA256),
        seed=Seed(seed, commitment_to(seed), FIXED_AT, IN_AT, DRAWN_AT),
        exclusions=exclusions or {},
        earlier=earlier,
        taken_out=[Leaving(*one) for one in taken_out],
    )
