"""What surrounds the ratings: context figures with source and year, the sample, and the evidence gathered."""

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from trigpoint.bundle.shape import Count, Shape, Words

Number: TypeAlias = Annotated[Decimal, Field(ge=0, le=10**12, max_digits=20, decimal_places=6, allow_inf_nan=False)]
Unit: TypeAlias = Literal["number", "percent"]


class ContextFigure(Shape):
    """One figure. Where it is a part of another figure, or a percentage of two others, it says of which.

    `whole` alone: this number is a part of that figure. `part` and `whole`: this percentage is part of whole.
    """

    id: Words
    label: Words
    value: Number
    unit: Unit = "number"
    year: Words
    source: Words
    part: Words | None = None
    whole: Words | None = None


class BreakdownRow(Shape):
    """One row of a breakdown, a value for each column; `total` where the source prints one."""

    name: Words
    values: tuple[Number, ...] = Field(min_length=1)
    total: Number | None = None


class Breakdown(Shape):
    """A group split into parts that leave nothing out, such as ages: percentages add up to 100, numbers to a total."""

    id: Words
    title: Words
    unit: Unit
    year: Words
    source: Words
    columns: tuple[Words, ...] = Field(min_length=1)
    rows: tuple[BreakdownRow, ...] = Field(min_length=1)


class ContextGroup(Shape):
    """Context figures that belong under one heading."""

    title: Words
    figures: tuple[ContextFigure, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()


class Eligible(Shape):
    """How many cases could have been drawn. An assumed number is shown as assumed wherever it is used.

    The largest services have some hundreds; the limit keeps a slip of the pen from filling urns for hours.
    """

    number: Annotated[Count, Field(le=10_000)]
    basis: Literal["recorded", "assumed"]
    source: Words


class SampleRecord(Shape):
    """The sample of one case type. `made_up_of`: fact id → value id → number of cases read."""

    case_type: Words
    read: Count
    eligible: Eligible | None = None
    interviews: Count | None = None
    made_up_of: dict[str, dict[str, Count]] = Field(default_factory=dict)


class EvidenceGathered(Shape):
    """One kind of evidence beside the cases, such as meetings, and how many of it there were."""

    id: Words
    label: Words
    number: Count
