"""What a sample is matched on, as `case_list.yaml` has it: attributes, their values and the words for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.rules.case_list import Attribute, AttributeValue
from trigpoint.sameness import code_key
from trigpoint.tables.columns import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLayout:
    """One value: `also` are other words for it, `fact_value` is what it counts as in the framework's fact."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    case_type: str | None = None
    fact_value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeLayout:
    """An attribute and its column: `matches` is its word in the method, `fact` the fact of the framework it tells."""

    id: str
    matches: str
    label: str
    hint: str
    also: tuple[str, ...] = ()
    fact: str | None = None
    values: tuple[ValueLayout, ...]

    @property
    def column(self) -> Column:
        """Its column, which has the same id."""
        return Column(self.id, self.label, self.hint, self.also)

    @property
    def attribute(self) -> Attribute:
        """The attribute as the rules know it."""
        values = tuple(AttributeValue(value.id, value.label, value.case_type) for value in self.values)
        return Attribute(self.id, self.label, values)

    @property
    def words(self) -> Mapping[str, str]:
        """Every word for one of its values, in the form in which words are compared, with the value's id."""
        return {code_key(word): value.id for value in self.values for word in (value.id, value.label, *value.also)}

    @property
    def fact_values(self) -> Mapping[str, str]:
        """What the id of each value counts as in the fact, where it counts."""
        return {value.id: value.fact_value for value in self.values if value.fact_value}
