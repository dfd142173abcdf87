"""What the inspection says in words: texts, strengths, areas for improvement, recommendations.

Every text may refer to figures: `{2.1.2 share}` prints '3 of 8'. See `references` for all that can be named.
"""

from pydantic import Field

from trigpoint.bundle.shape import Shape, Words


class Waiver(Shape):
    """Words that stay as they are, though `check` finds that they do not agree with what they stand beside.

    `words` and `beside` are as the finding has them: "most" beside 2.1.2. The reason is not printed in the report.
    """

    words: Words
    beside: Words
    reason: Words


class Texts(Shape):
    """The opening parts of the report, a list of paragraphs each; `waived` is for findings about any text."""

    introduction: tuple[Words, ...] = ()
    background: tuple[Words, ...] = ()
    waived: tuple[Waiver, ...] = ()


class DomainFindings(Shape):
    """What is said at the head of a domain."""

    opening: tuple[Words, ...] = ()
    strengths: tuple[Words, ...] = ()
    areas_for_improvement: tuple[Words, ...] = ()


class StandardFindings(Shape):
    """The words of one standard: after its key questions, under each of them (by id), and at the end."""

    summary: tuple[Words, ...] = ()
    key_questions: dict[str, tuple[Words, ...]] = Field(default_factory=dict)
    closing: tuple[Words, ...] = ()


class Findings(Shape):
    """Findings by domain id and by standard id."""

    domains: dict[str, DomainFindings] = Field(default_factory=dict)
    standards: dict[str, StandardFindings] = Field(default_factory=dict)


class Recommendation(Shape):
    """One recommendation and who should act on it. They are numbered in the order of the file."""

    addressee: Words
    text: Words
