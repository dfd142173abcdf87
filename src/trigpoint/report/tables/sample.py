"""The sample beside the eligible cases, by group: the table of representativeness as it leaves the inspectorate."""

from decimal import Decimal

from trigpoint.bundle.certificate import certificate_of
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.printed_groups import PrintedGroup, printed_groups
from trigpoint.report.tables.table import Cell, DataTable, Field

_TENTHS = 10
_HIDDEN = "Empty where it is hidden."


def sample(report: RatedBundle) -> DataTable:
    """Return a row for each group of a draw; no row where nothing was drawn."""
    smallest_group = report.framework.method.publication.smallest_group
    return DataTable(
        "sample",
        "Eligible cases and sample",
        f"How well the sample matches the eligible cases. Groups of which fewer than {smallest_group} cases are "
        "eligible or in the sample have no numbers, so that no child can be known again, nor have groups that would "
        "give those away.",
        (
            Field("case_type", "Kind of case", "string", "The kind of case, which is sampled on its own."),
            Field("attribute", "Attribute", "string", "What the sample is matched on."),
            Field("value", "Value", "string", "The group: the cases with this value."),
            Field("eligible", "Eligible", "integer", f"How many cases could be drawn. {_HIDDEN}", "confidential"),
            Field("sample", "In the sample", "integer", f"How many of them are read. {_HIDDEN}", "confidential"),
            Field(
                "margin_of_error",
                "Margin of error",
                "decimal",
                f"In percentage points, for a share within the group; 100 where none is read. {_HIDDEN}",
                "confidential",
            ),
        ),
        tuple(_rows(report, smallest_group)),
        key=("case_type", "attribute", "value"),
    )


def _rows(report: RatedBundle, smallest_group: int) -> list[tuple[Cell, ...]]:
    if report.bundle.certificate is None:
        return []
    certificate = certificate_of(report.bundle.certificate)
    return [
        (part.case_type, group.attribute.label, group.label, *_numbers(group))
        for part in certificate.sample.types
        for group in printed_groups(part, certificate.settings.attributes, smallest_group)
    ]


def _numbers(group: PrintedGroup) -> tuple[Cell, Cell, Cell]:
    row = group.row
    if row is None:
        return (None, None, None)
    # Of none read the sample says nothing: any share is possible.
    margin = Decimal(100) if row.margin_tenths is None else Decimal(row.margin_tenths) / _TENTHS
    return (row.eligible, row.sample, margin)
