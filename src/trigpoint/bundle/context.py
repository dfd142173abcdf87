"""What surrounds the ratings: context figures with source and year, the sample, and the evidence gathered."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from trigpoint.bundle.shape import Count, Shape, Words

Number: TypeAlias = Annotated[Decimal, Field(ge=0, le=10**12, max_digits=20, decimal_places=6, allow_inf_nan=False)]
Unit: TypeAlias = Literal["number", "percent"]

SUPPRESSED: Final = "[c]"
"""Stands in the place of a figure that its source suppresses, so that nobody can be recognised by it.

Source: Government Analysis Function, Using symbols and shorthand (2022): 'c' for confidential, in square brackets.
"""

IS_SUPPRESSED: Final = f"{SUPPRESSED}: suppressed by the source, so that nobody can be recognised."


class _NumberOrSuppressed:
    """How pydantic reads a value: a number, with what is said of numbers, or the one sign in the place of one."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's
        return core_schema.no_info_wrap_validator_function(
            lambda cell, number: cell if cell == SUPPRESSED else number(cell),
            handler.generate_schema(Number),
            serialization=core_schema.to_string_ser_schema(),
        )

    @staticmethod
    def __get_pydantic_json_schema__(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"const": SUPPRESSED}]}


Value: TypeAlias = Annotated[Decimal | Literal["[c]"], _NumberOrSuppressed]


def known_sum(values: Iterable[Value]) -> tuple[Decimal, bool]:
    """Return the sum of the values that are not suppressed, and whether that is all of them."""
    cells = list(values)
    numbers = [value for value in cells if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)), len(numbers) == len(cells)


class ContextFigure(Shape):
    """One figure, '[c]' where its source suppresses it. A part of another, or a percentage of two, says of which.

    `whole` alone: this number is a part of that figure. `part` and `whole`: this percentage is part of whole.
    """

    id: Words
    label: Words
    value: Value
    unit: Unit = "number"
    year: Words
    source: Words
    part: Words | None = None
    whole: Words | None = None


class BreakdownRow(Shape):
    """One row of a breakdown: a value for each column, and a total if printed; '[c]' for what its source suppresses."""

    name: Words
    values: tuple[Value, ...] = Field(min_length=1)
    total: Value | None = None


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

    @property
    def eligible_is_assumed(self) -> bool:
        """Whether nobody counted the eligible cases, and their number is assumed."""
        return self.eligible is not None and self.eligible.basis == "assumed"


class EvidenceGathered(Shape):
    """One kind of evidence beside the cases, such as meetings, and how many of it there were."""

    id: Words
    label: Words
    number: Count
