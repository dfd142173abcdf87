"""Write an invented case list, and the certificate of a draw from it, for anybody to replay.

Northmere is no real service and no child is real. Nothing is left to chance: the same input gives the same bytes.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from trigpoint.bundle.certificate import certificate_text, shape_of
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text
from trigpoint.case_lists.layout import load_layout
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import DrawnFor, FrozenList, Seed, certified, commitment_to
from trigpoint.rules.sampling import Leaving, SamplingSettings

HERE = Path(__file__).parent
FOLDER = built_in()["hmip-youth-2018"]
FIELDWORK = date(2026, 11, 23)
SEED = "3f1c0a5b9d7e42688a1d5c6e7f90b2413d4c5b6a79808f9e0d1c2b3a49586776"
# Numbers of cases and disposals in turn; both lists reach out of their windows on either side.
LISTS = {
    "court": (64, ("referral_order", "referral_order", "youth_rehabilitation_order", "detention_and_training_order")),
    "out_of_court": (70, ("youth_conditional_caution", "community_resolution", "youth_caution")),
}
SEXES = ("male", "male", "female", "male", "male", "male", "female")
RISKS = ("medium", "low", "high", "medium", "low", "medium", "very_high", "low", "medium")
WELLBEING = ("high", "medium", "medium", "low", "medium")


def cases() -> tuple[ListedCase, ...]:
    """Return the cases of both lists; every seventeenth is another case of the child before."""
    made = []
    for case_type, (number, disposals) in LISTS.items():
        values = (islice(cycle(one), number) for one in (SEXES, disposals, RISKS, WELLBEING))
        for n, profile in enumerate(zip(*values, strict=True), start=1):
            child = f"K{case_type[0].upper()}{n - 1 if n % 17 == 0 else n:03}"
            disposed = FIELDWORK - timedelta(days=205 + (n * 37) % 175)
            made.append(ListedCase(f"{case_type[0].upper()}{n:03}", child, case_type, disposed, profile))
    return tuple(made)


def texts() -> dict[str, str]:
    """Return the two files by name."""
    framework, layout = load_framework(FOLDER), load_layout(FOLDER)
    if layout is None or framework.method.sample is None:
        raise ValueError("The framework draws no sample.")
    text = frozen_text(cases(), layout.attributes)
    certified_with = partial(
        certified,
        drawn_for=DrawnFor("northmere-2026", framework.id, framework.digest, "trigpoint 0.1.0"),
        settings=SamplingSettings(FIELDWORK, framework.method.sample, layout.attributes),
        frozen=FrozenList(cases(), frozen_sha256(text)),
        seed=Seed(
            SEED,
            commitment_to(SEED),
            committed_at=datetime(2026, 10, 12, 9, 30, tzinfo=UTC),
            list_in_at=datetime(2026, 11, 2, 16, 5, tzinfo=UTC),
            drawn_at=datetime(2026, 11, 4, 10, 0, tzinfo=UTC),
        ),
        exclusions={"C005": "The child has moved away", "O031": "No practitioner is left to interview"},
    )
    court, other = (part.chosen for part in certified_with().sample.types)
    gone = [
        Leaving(court[3], "Another service holds the case", answers=0),
        Leaving(other[8], "No practitioner is left to interview", answers=0),
    ]
    certificate = certified_with(taken_out=gone)
    return {"case-list.csv": text, "certificate.json": certificate_text(shape_of(certificate))}


if __name__ == "__main__":
    for name, content in texts().items():
        (HERE / name).write_bytes(content.encode())
