"""The tables of a worked example, as they stand on the printed page."""

from collections.abc import Iterator, Mapping

from trigpoint.bundle.worked.examples import CountRow, Example, MissingThing, OverallRow, StandardRow
from trigpoint.report.method_page.markdown import listed, table
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import TriggerRule

GROUNDS = {
    TriggerRule.NEAR_BOUNDARY: "near a boundary",
    TriggerRule.ONE_CASE: "one case",
    TriggerRule.SMALL_SAMPLE: "small sample",
}
NOTHING = "–"


def example_tables(example: Example, framework: Framework) -> Iterator[str]:
    """Yield the tables of one example; a row that starts from cases has its own table of them."""
    if example.counts:
        yield _counts(example.counts)
    elif example.overall:
        yield _overall(example.overall, framework)
    else:
        yield from (_cases(row) for row in example.standards if row.cases)
        yield _standards(example.standards)


def _counts(rows: tuple[CountRow, ...]) -> str:
    head = ["Yes of relevant", "Whole per cent", "Band", "Decided by rounding"]
    cells = [[_of(row.count), str(row.gives.percent), row.gives.band, row.gives.by_rounding] for row in rows]
    shown = 4 if any("by_rounding" in row.gives.model_fields_set for row in rows) else 3
    return table(head[:shown], [line[:shown] for line in cells], numeric=head[:2])


def _cases(row: StandardRow) -> str:
    columns = list(dict.fromkeys(key for case in row.cases for key in case if key != "case"))
    head = ["Case", *(_spaced(column) for column in columns)]
    return table(
        head, [[case["case"], *(_spaced(case.get(column, NOTHING)) for column in columns)] for case in row.cases]
    )


def _standards(rows: tuple[StandardRow, ...]) -> str:
    """Return one row a standard; a column that no row fills is left out."""
    columns: dict[str, list[str]] = {"Standard": [row.standard for row in rows]}
    columns["Key question: yes of relevant"] = [_tallies(row) for row in rows]
    columns["Whole per cent and band"] = [_places(row) for row in rows]
    columns["Lowest"] = [listed(row.gives.lowest) for row in rows]
    columns["By the rules"] = [_as_written(row, "rules") for row in rows]
    columns["Grounds"] = [_grounds(row) for row in rows]
    columns["Panel"] = [_panel(row) for row in rows]
    columns["Final"] = [_as_written(row, "final") for row in rows]
    columns["What is missing"] = [listed(_missing(thing) for thing in row.gives.missing) for row in rows]
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return table(list(filled), zip(*([cell or NOTHING for cell in cells] for cells in filled.values()), strict=True))


def _tallies(row: StandardRow) -> str:
    counted: Mapping[str, Tally] = row.tallies or row.gives.counts
    return listed(f"{question}: {_of(tally)}" for question, tally in counted.items())


def _places(row: StandardRow) -> str:
    percent, bands = row.gives.percent, row.gives.bands
    return listed(f"{name}: {percent[name]}%{f', {bands[name]}' if name in bands else ''}" for name in percent)


def _as_written(row: StandardRow, name: str) -> str:
    return str(getattr(row.gives, name)) if name in row.gives.model_fields_set else ""


def _grounds(row: StandardRow) -> str:
    return listed(f"{GROUNDS[rule]}: {_bold(holds)}" for rule, holds in row.gives.grounds.items())


def _bold(holds: str) -> str:
    return "**holds**" if holds == "holds" else holds


def _panel(row: StandardRow) -> str:
    if row.panel is None:
        return ""
    if row.panel.to_rating is None:
        return f"saw {row.panel.from_rating}, did not use discretion"
    return f"saw {row.panel.from_rating}, decided {row.panel.to_rating}"


def _missing(thing: MissingThing) -> str:
    case = f"case {thing.case}" if thing.case else ""
    where = ", ".join(part for part in (case, thing.question) if part)
    return f"{thing.what}{f' ({where})' if where else ''}"


def _overall(rows: tuple[OverallRow, ...], framework: Framework) -> str:
    cells = []
    for row in rows:
        gives = row.gives
        total = str(gives.total) if not gives.missing else f"none: waiting for {', '.join(gives.missing)}"
        cells.append([_ratings(row, framework), total, gives.rating])
    return table(["Standards", "Total", "Overall rating"], cells)


def _ratings(row: OverallRow, framework: Framework) -> str:
    if row.standards_with:
        return ", ".join(f"{number} {rating}" for rating, number in row.standards_with.items())
    scores = {rating.name: rating.score for rating in framework.method.ratings}
    return listed(f"{standard}: {rating} ({scores[rating]})" for standard, rating in row.ratings.items())


def _of(tally: Tally) -> str:
    return f"{tally.yes} of {tally.relevant}"


def _spaced(name: str) -> str:
    return name.replace("_", " ")
