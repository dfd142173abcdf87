"""Values for the service's pages of a case list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from trigpoint.case_lists.findings import Finding, findings
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.references import is_reference
from trigpoint.case_lists.remarks import Severity
from trigpoint.english import count_of, list_of, long_date, quoted
from trigpoint.inspectorate.sampling.list_plans import UploadRead, read_upload
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.tables.mapping import NONE_OF_THESE, GivenWord, given_words
from trigpoint.web.govuk.environment import day_time

NO_REFERENCE: Final = "Not a reference"
MOST_FINDINGS: Final = 100
MOST_PLACES: Final = 10
MOST_WORDS: Final = 100

State = CaseList.State
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StateShown:
    """How a list stands: the text and colour of its tag, and what is to be done, '' for nothing."""

    text: str
    colour: str
    says: str


@dataclass(frozen=True, slots=True)
class UnsentShown:
    """A list that was uploaded and not sent."""

    id: UUID
    title: str
    file: str
    drawn_up: date
    state: StateShown


@dataclass(frozen=True, slots=True)
class ReadShown:
    """What was read of a list and found in it, as its page shows it."""

    facts: Pairs
    heads: tuple[str, ...]
    first_rows: Sequence[Sequence[str]]
    last_rows: Sequence[Sequence[str]]
    counts: Pairs
    answers: Pairs
    columns: Pairs
    words: tuple[tuple[str, str, str], ...] = ()
    errors: Pairs = ()
    more_errors: int = 0
    notes: Pairs = ()


def state_shown(row: CaseList, upload: UploadRead | None) -> StateShown:
    """How a list stands."""
    if upload is None:
        sent = f"{count_of(row.cases or 0, 'case')}, sent on {day_time(row.sent_at)}" if row.sent_at else ""
        by = f" by {row.sent_by.name}." if row.sent_by else ""
        colour = "green" if row.state == State.SENT else "grey"
        return StateShown(State(row.state).label, colour, sent + by if sent else "Its rows are deleted.")
    faults = len(_to_correct(upload))
    questions = len(upload.open_questions)
    if questions:
        says = f"{count_of(questions, 'question')} to answer"
        return StateShown("Not ready", "yellow", f"{says}{', and faults to correct' if faults else ''}.")
    if faults:
        return StateShown("Faults to correct", "red", f"{count_of(faults, 'kind')} of fault in the file.")
    return StateShown("Ready to send", "blue", "Check what was read, confirm it and send it.")


def unsent_shown(row: CaseList, layout: CaseListLayout) -> UnsentShown:
    """A list that was uploaded and not sent, as the page of all lists shows it."""
    name = layout.case_type_name(row.case_type)
    title = f"{name[:1].upper()}{name[1:]}, from {row.supplier}"
    return UnsentShown(row.pk, title, row.file_name, row.drawn_up, state_shown(row, read_upload(row, layout)))


def words_to_confirm(upload: UploadRead) -> str:
    """What the service says yes to, in a sentence: more is above it on the page."""
    read = upload.as_read
    return (
        f"Yes: {count_of(len(upload.checked.cases), 'case')} of {quoted(read.file, 60)}{_sheets_named(read.sheets)}, "
        "as shown on this page"
    )


def read_shown(row: CaseList, upload: UploadRead | None, layout: CaseListLayout) -> ReadShown | None:
    """What a page shows of a list as it is read now, or was when it was sent; None where nothing of it is kept."""
    confirmed: Mapping[str, Any] = upload.to_confirm if upload else row.confirmed
    if not confirmed:
        return None
    read, answers = confirmed["read"], confirmed["answers"]
    everything = _findings_of(upload) if upload else {}
    return ReadShown(
        facts=tuple(_facts(row, read, upload)),
        heads=("Where", *(column.label for column in layout.columns)),
        first_rows=_rows_shown(read["first_rows"]),
        last_rows=_rows_shown(read["last_rows"]),
        counts=tuple(
            (label, ", ".join(f"{value} {number}" for value, number in values)) for label, values in read["counts"]
        ),
        answers=tuple((question, answer) for question, answer in answers if answer),
        columns=tuple((label, heading or "Not found") for label, heading in read["columns"]),
        words=_words(given_words(upload.read.table, upload.read.plan, layout), layout) if upload else (),
        **everything,
    )


def _rows_shown(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows as they were read, each with its line, the case's reference, the child's, and what else is asked for."""
    return tuple(
        # What is in the place of a reference and is none may be a name, and is on no page.
        (
            f"Line\u00a0{line}",
            *(cell if not cell or is_reference(cell) else NO_REFERENCE for cell in (case, child)),
            *more,
        )
        for line, case, child, *more in rows
    )


def _findings_of(upload: UploadRead) -> dict[str, Any]:
    errors = _to_correct(upload)
    notes = [finding for finding in findings(upload.checked, upload.asked) if finding.severity is Severity.NOTE]
    return {
        "errors": _lines(errors),
        "more_errors": max(0, len(errors) - MOST_FINDINGS),
        "notes": _lines(notes),
    }


def _to_correct(upload: UploadRead) -> list[Finding]:
    """What has to be corrected in the file, but for what is asked about: a word, or where a column is."""
    return [finding for finding in findings(upload.checked, upload.asked) if finding.severity is Severity.ERROR]


def _lines(some: Sequence[Finding]) -> Pairs:
    return tuple((_where(finding), finding.words) for finding in some[:MOST_FINDINGS])


def _where(finding: Finding) -> str:
    """The places of a finding, each with its cell where there are several; of a whole list, 'The list'."""
    if not finding.places:
        return "The list"
    shown = [
        f"{at.where} ({at.cell})" if at.cell and len(finding.places) > 1 else at.where
        for at in finding.places[:MOST_PLACES]
    ]
    more = len(finding.places) - len(shown)
    written = list_of([*shown, f"{more} more"] if more else shown)
    return written[:1].upper() + written[1:]


def _facts(row: CaseList, read: Mapping[str, Any], upload: UploadRead | None) -> Iterator[tuple[str, str]]:
    yield "File", read["file"]
    if any(read["sheets"]):
        yield "Sheet" if len(read["sheets"]) == 1 else "Sheets", list_of([quoted(name, 60) for name in read["sheets"]])
    yield "Headings", f"In {read['headings_in']}"
    yield "Rows", _rows(read)
    if read["elsewhere"]:
        yield "Sheets that were not read", "\n".join(map(_elsewhere, read["elsewhere"]))
    yield "Dates of disposal", read["dates"] or "None that can be read"
    for left in read["left_out"]:
        yield "Left out by rule", f"{count_of(left['cases'], 'case')}: {quoted(left['word'], 40)} in '{left['column']}'"
    yield "Case system", row.supplier
    yield "Drawn up", long_date(row.drawn_up)
    if row.mends and upload:
        yield "Takes the place of", f"{row.mends.file_name}, and starts from what you said of that"
    if upload and upload.read.table.left_out:
        yield "Not asked for", f"{', '.join(upload.read.table.left_out)}. These cells are not kept. Never send names."


def _rows(read: Mapping[str, Any]) -> str:
    taken = f"{count_of(read['rows_taken'], 'row')} taken"
    if not read["rows_hidden"]:
        return taken
    hidden = f"{read['hidden_lines']} {'is' if read['rows_hidden'] == 1 else 'are'} hidden in your file"
    treated = "left out" if read["rows_taken"] == read["rows_shown"] else "taken as well"
    return f"{taken}. {hidden} and {treated}; {count_of(read['rows_shown'], 'row')} shown."


def _elsewhere(sheet: Mapping[str, Any]) -> str:
    return f"{quoted(sheet['name'], 60)}, {count_of(sheet['rows'], 'row')}: {sheet['why']}"


def _sheets_named(sheets: Sequence[str]) -> str:
    named = [quoted(name, 40) for name in sheets if name]
    return f", sheet{'s' if len(named) > 1 else ''} {list_of(named)}" if named else ""


def _words(words: Sequence[GivenWord], layout: CaseListLayout) -> tuple[tuple[str, str, str], ...]:
    """The first words of a list that are none of ours, with what they mean in our words; of the others it asks."""
    attributes = {attribute.id: attribute for attribute in layout.attribute_layouts}
    return tuple(
        (
            word.word,
            attributes[word.attribute].column.label,
            "None of these: the case is left out by rule"
            if word.value == NONE_OF_THESE
            else attributes[word.attribute].attribute.label_of(word.value),
        )
        for word in words
        if word.value
    )[:MOST_WORDS]
