"""Cases and tallies as they are in a Bundle."""

from typing import Annotated, Any, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from trigpoint.bundle.shape import Count, Shape, Words
from trigpoint.rules.answers import AnswerWord, CaseAnswer


class _WordOrGrade:
    """How pydantic reads an answer: it says what it expected in one sentence, and not once for a word and a grade."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's
        words = ", ".join(f"'{word}'" for word in AnswerWord)
        return core_schema.union_schema(
            [handler.generate_schema(AnswerWord), core_schema.int_schema(strict=True)],
            mode="left_to_right",
            custom_error_type="choice",
            custom_error_message="Input should be {expected}",
            custom_error_context={"expected": f"{words} or 'a grade'"},
        )


GivenAnswer: TypeAlias = Annotated[CaseAnswer, _WordOrGrade]
"""An answer as a file has it: a word, or a whole number where the question is graded."""


class CaseRecord(Shape):
    """One case: a reference and never a name, its declared facts, and an answer to each question about it."""

    reference: Words
    case_type: Words
    facts: dict[str, Words] = Field(default_factory=dict)
    answers: dict[str, GivenAnswer] = Field(default_factory=dict)


class TallyRecord(Shape):
    """A count as printed: yes of relevant cases, and how many were not evidenced where that is known."""

    yes: Count
    relevant: Count
    not_evidenced: Count | None = Field(default=None)

    @model_validator(mode="after")
    def _counts_can_be(self) -> "TallyRecord":
        if self.yes + (self.not_evidenced or 0) > self.relevant:
            raise ValueError(f"yes and not evidenced together at most the {self.relevant} relevant cases")
        return self
