"""The shape of `case_list.yaml`: which keys it may have and what may be in them."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints, model_validator

from trigpoint.bundle.method_file import Sourced
from trigpoint.bundle.shape import Count, Shape, Words
from trigpoint.bundle.values import FromFile
from trigpoint.case_lists.attributes import AttributeLayout, ValueLayout
from trigpoint.case_lists.exclusions import Exclusion

# Ids appear in files and addresses: plain letters and figures alone.
Id = Annotated[str, StringConstraints(strict=True, pattern="^[a-z][a-z0-9_]{0,39}$")]

_PART: Final = FromFile(
    {
        AttributeLayout: {"id": Id, "values": Annotated[tuple[ValueLayout, ...], Field(min_length=1)]},
        ValueLayout: {"id": Id},
        Exclusion: {"id": Id},
    }
)


class ColumnShape(Shape):
    """One column: what it is called, one line about it, and other headings that it is given under."""

    label: Words
    hint: Words
    also: tuple[Words, ...] = ()


class AgeShape(ColumnShape):
    """The column of ages, with the ages that may be in it."""

    youngest: Count = Field(alias="from")
    oldest: Count = Field(alias="to")

    @model_validator(mode="after")
    def _from_before_to(self) -> "AgeShape":
        if self.youngest > self.oldest:
            raise ValueError("'from' not above 'to'")
        return self


class ColumnsShape(Shape):
    """The columns that every list has."""

    reference: ColumnShape
    child: ColumnShape
    disposed: ColumnShape
    age: AgeShape


class ExclusionsShape(Sourced):
    """The reasons to exclude a case."""

    reasons: Annotated[tuple[Exclusion, ...], _PART, Field(min_length=1)]


class LimitsShape(Sourced):
    """How far the lead alone may change what is drawn."""

    excluded_percent: Annotated[Count, Field(le=100)]
    taken_out_percent: Annotated[Count, Field(le=100)]
    draws: Annotated[Count, Field(ge=1)]
    site_date_moves: Count


class CaseListShape(Sourced):
    """The whole of `case_list.yaml`."""

    columns: ColumnsShape
    attributes: Annotated[tuple[AttributeLayout, ...], _PART, Field(min_length=1)]
    exclusions: ExclusionsShape
    limits: LimitsShape
