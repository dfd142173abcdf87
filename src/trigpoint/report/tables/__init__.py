"""The figures of an inspection as tables, defined once: CSV, its descriptions and the spreadsheet come from here.

They leave the inspectorate, so no table has a row about a single case.
"""

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.tables.certainty import grade_what_ifs, stability, what_ifs
from trigpoint.report.tables.questions import grades, questions
from trigpoint.report.tables.results import bands, overall, ratings
from trigpoint.report.tables.sample import sample
from trigpoint.report.tables.standards import caps, decisions, standards
from trigpoint.report.tables.surroundings import breakdowns, context, recommendations
from trigpoint.report.tables.table import DataTable
from trigpoint.report.words import writer

__all__ = ["DataTable", "open_tables"]


def open_tables(report: RatedBundle) -> tuple[DataTable, ...]:
    """Return every table that has something in it; a table comes after those that it refers to."""
    texts = writer(report)
    tables = (
        ratings(report.framework),
        bands(report.framework),
        overall(report.rated),
        standards(report.rated, texts),
        decisions(report, texts),
        caps(report.rated),
        questions(report.rated),
        grades(report.rated),
        sample(report),
        what_ifs(report),
        grade_what_ifs(report),
        stability(report),
        context(report.bundle),
        breakdowns(report.bundle),
        recommendations(report.bundle, texts),
    )
    return tuple(table for table in tables if table.rows)
