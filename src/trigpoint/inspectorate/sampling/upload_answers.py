"""What a service has said of a list while it was being checked, as it is stored with the list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from trigpoint.case_lists.answers import NO_ANSWERS, Answers, answers_from_json
from trigpoint.case_lists.noughts import differ_only_by_noughts
from trigpoint.case_lists.questions import Choice, Question, QuestionKind, answered, word_id
from trigpoint.english import count_of
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.tables.mapping import ColumnPlan, from_json
from trigpoint.tables.table import Row, Table

LOST_NOUGHTS: Final = "lost-noughts"
"""The id of the question whether references are as in this file, or as in the list that came before it."""
AS_BEFORE: Final = "as-before"
AS_HERE: Final = "as-here"
_MOST_SHOWN: Final = 5

LostNoughts = Mapping[str, str]
"""Reference as in this list → as in the list before it, which had noughts at its front; of cases and of children."""


@dataclass(frozen=True, slots=True)
class UploadAnswers:
    """What an upload is read by: the meanings that it started from, the answers to what was asked, and lost noughts."""

    starts_from: ColumnPlan = field(default_factory=ColumnPlan)
    given: Answers = NO_ANSWERS
    lost_noughts: LostNoughts = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return all of it as plain values."""
        return {
            "starts_from": self.starts_from.to_json(),
            "given": self.given.to_json(),
            "lost_noughts": dict(self.lost_noughts),
        }

    def with_answer(self, question: str, values: tuple[str, ...]) -> "UploadAnswers":
        """Return this with another answer to one question. Without a value nothing is known of it, nor was before."""
        return replace(
            self,
            starts_from=self.starts_from if values else _without_word(self.starts_from, question),
            given=self.given.with_answer(question, *values),
        )

    @property
    def noughts_question(self) -> tuple[Question, ...]:
        """The question about lost noughts, where there are any."""
        if not self.lost_noughts:
            return ()
        # In an order of their own: PostgreSQL keeps the names in a JSON column in none of ours.
        lost = sorted(self.lost_noughts.items(), key=lambda pair: pair[1])
        pairs = [f"{now} was {earlier}" for now, earlier in lost]
        more = f", and {len(pairs) - _MOST_SHOWN} more" if len(pairs) > _MOST_SHOWN else ""
        number = count_of(len(pairs), "reference differs", "references differ")
        here, before = lost[0]
        choices = (
            Choice(AS_BEFORE, f"With the noughts, as in your earlier list ({before})"),
            Choice(AS_HERE, f"As in this file ({here})"),
        )
        return (
            Question(
                id=LOST_NOUGHTS,
                kind=QuestionKind.NOUGHTS,
                text=f"{number} from your earlier list only by noughts at the front. Which is right?",
                hint=f"{', '.join(pairs[:_MOST_SHOWN])}{more}. A spreadsheet program takes such noughts off a CSV.",
                choices=choices,
                answer=answered(self.given, LOST_NOUGHTS, choices),
            ),
        )

    def with_noughts_again(self, table: Table, columns: Collection[int | None]) -> Table:
        """Return the table with the noughts of the earlier list in some columns, where the answer says so."""
        if self.given.of(LOST_NOUGHTS) != (AS_BEFORE,):
            return table
        return replace(table, rows=tuple(self._row(row, columns) for row in table.rows))

    def _row(self, row: Row, columns: Collection[int | None]) -> Row:
        cells = (
            self.lost_noughts.get(cell.strip(), cell) if index in columns else cell
            for index, cell in enumerate(row.cells)
        )
        return replace(row, cells=tuple(cells))


def answers_of(case_list: CaseList) -> UploadAnswers:
    """What the service has said of a list; of one of before questions were asked, what its columns and words mean."""
    return (
        upload_answers_from_json(case_list.answers) if case_list.answers else UploadAnswers(from_json(case_list.plan))
    )


def upload_answers_from_json(value: object) -> UploadAnswers:
    """Return what was stored. Whatever else is found there is left out."""
    if not isinstance(value, Mapping):
        return UploadAnswers()
    lost = value.get("lost_noughts")
    pairs = lost.items() if isinstance(lost, Mapping) else ()
    return UploadAnswers(
        from_json(value.get("starts_from")),
        answers_from_json(value.get("given")),
        {here: before for here, before in pairs if isinstance(here, str) and isinstance(before, str)},
    )


def _without_word(plan: ColumnPlan, question: str) -> ColumnPlan:
    """A plan without the meaning of the word that a question is about, if it is about one."""
    values = {
        attribute: {word: value for word, value in words.items() if word_id(attribute, word) != question}
        for attribute, words in plan.values.items()
    }
    return replace(plan, values=values)


def lost_noughts(earlier: Iterable[str], now: Iterable[str]) -> LostNoughts:
    """Return which references of a list are those of an earlier one without the noughts at their front."""
    return {here: before for before, here in differ_only_by_noughts(earlier, now) if len(before) > len(here)}
