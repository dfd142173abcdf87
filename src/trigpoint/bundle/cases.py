"""Cases and tallies as they are in a Bundle."""

from pydantic import Field, model_validator

from trigpoint.bundle.shape import Count, Shape, Words
from trigpoint.rules.answers import AnswerWord


class CaseRecord(Shape):
    """One case: a reference and never a name, its declared facts, and an answer to each question about it."""

    reference: Words
    case_type: Words
    facts: dict[str, Words] = Field(default_factory=dict)
    answers: dict[str, AnswerWord] = Field(default_factory=dict)


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
