"""The case list of a service: what is known of each case before it is drawn, without a name."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A value that an attribute may have. Where `case_type` is given, only cases of that type may have it."""

    id: str
    label: str
    case_type: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that the sample is matched on, such as sex, with every value that it may have."""

    id: str
    label: str
    values: tuple[AttributeValue, ...]

    def label_of(self, value: str) -> str:
        """Return the label of a value. Raises KeyError for one that the attribute cannot have."""
        return {value.id: value.label for value in self.values}[value]


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One case of the list. `child` tells which cases are of one child; `profile` has a value for each attribute.

    `disposed` is the day of the disposal.
    """

    reference: str
    child: str
    case_type: str
    disposed: date
    profile: tuple[str, ...]
