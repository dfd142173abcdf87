"""What a case list holds under a framework: the columns, the attributes and their words, the reasons to exclude."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trigpoint.bundle.frameworks import load_framework
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.shape import validate
from trigpoint.bundle.source import Source, read_source
from trigpoint.case_lists import layout_file as shapes
from trigpoint.case_lists.attributes import AttributeLayout
from trigpoint.case_lists.exclusions import Exclusion
from trigpoint.case_lists.layout_faults import faults
from trigpoint.rules.case_list import Attribute, AttributeValue
from trigpoint.rules.framework import CaseType, Framework
from trigpoint.rules.source import Source as Origin
from trigpoint.rules.steering import SteeringLimits
from trigpoint.tables.columns import Column

LAYOUT_FILE: Final = "case_list.yaml"


@dataclass(frozen=True, slots=True)
class CaseListLayout:
    """The whole layout. A child's age at disposal is from `youngest` to `oldest`, both included.

    `case_types` are those of the framework: each has a list of its own.
    """

    source: Origin
    case_types: tuple[CaseType, ...]
    reference: Column
    child: Column
    disposed: Column
    age: Column
    youngest: int
    oldest: int
    attribute_layouts: tuple[AttributeLayout, ...]
    exclusions: tuple[Exclusion, ...]
    exclusions_source: Origin
    limits: SteeringLimits

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column, in the order of the template."""
        first = (self.reference, self.child, self.disposed, self.age)
        return (*first, *(layout.column for layout in self.attribute_layouts))

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that means one of the columns, in the form in which headings are compared."""
        return frozenset().union(*(column.words for column in self.columns))

    @property
    def codes(self) -> Mapping[str, Mapping[str, str]]:
        """The words of each attribute's values, by the attribute's id: the columns of codes."""
        return {attribute.id: attribute.words for attribute in self.attribute_layouts}

    def values_of(self, attribute: str, case_type: str) -> tuple[AttributeValue, ...]:
        """Return the values of an attribute that a case of a type may have. Raises KeyError for no attribute."""
        rules_attribute = {layout.id: layout.attribute for layout in self.attribute_layouts}[attribute]
        return tuple(value for value in rules_attribute.values if value.case_type in (None, case_type))

    def case_type_name(self, case_type: str) -> str:
        """Return the name of a case type, in the plural. Raises KeyError for one that the framework does not have."""
        return {known_type.id: known_type.name for known_type in self.case_types}[case_type]

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes as the rules know them, in the order of matching."""
        return tuple(layout.attribute for layout in self.attribute_layouts)


def load_layout(framework_folder: Path) -> CaseListLayout | None:
    """Return the layout of a framework's case lists, or None where it has none.

    Raises UnusableFileError with every problem of the file, or with those of the framework.
    """
    file = framework_folder / LAYOUT_FILE
    if not file.is_file():
        return None
    return _layout(read_source(file), load_framework(framework_folder))


def _layout(source: Source, framework: Framework) -> CaseListLayout:
    shape = validate(shapes.CaseListShape, source)
    problems = list(faults(shape, source, framework))
    if problems:
        raise UnusableFileError(sorted(problems, key=lambda problem: problem.line or 0))
    columns = shape.columns
    return CaseListLayout(
        source=Origin(shape.source, shape.basis),
        case_types=framework.case_types,
        reference=_column("reference", columns.reference),
        child=_column("child", columns.child),
        disposed=_column("disposed", columns.disposed),
        age=_column("age", columns.age),
        youngest=columns.age.youngest,
        oldest=columns.age.oldest,
        attribute_layouts=shape.attributes,
        exclusions=shape.exclusions.reasons,
        exclusions_source=Origin(shape.exclusions.source, shape.exclusions.basis),
        limits=SteeringLimits(
            shape.limits.excluded_percent,
            shape.limits.taken_out_percent,
            shape.limits.draws,
            shape.limits.site_date_moves,
            Origin(shape.limits.source, shape.limits.basis),
        ),
    )


def _column(column_id: str, shape: shapes.ColumnShape) -> Column:
    return Column(column_id, shape.label, shape.hint, shape.also)
