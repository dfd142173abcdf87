"""Worked examples of a method, as an expert writes them: small tables in, what the rules must give out.

A framework's folder may hold `examples/*.yaml`, one chapter a file. Each example states a rule in a sentence, says
where it comes from, and has one table: of counts, of standards, or of overall ratings. Every row has its inputs and,
under `gives`, what must come out; what `gives` leaves out is not checked.
"""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from trigpoint.bundle.shape import Count, Shape, Words, validate
from trigpoint.bundle.source import read_source
from trigpoint.rules.answers import Tally
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.method import TriggerRule
from trigpoint.rules.source import SourceBasis

Setting: TypeAlias = Literal["ratings", "bands", "rounding", "standard", "discretion", "overall"]
YesNo: TypeAlias = Literal["yes", "no"]
Holds: TypeAlias = Literal["holds", "may hold", "does not hold"]
NONE = "none"
MISSING = "missing"


def _counted(value: object) -> Tally:
    words = str(value).split(" of ")
    if len(words) != 2 or not all(word.isdigit() for word in words):
        raise ValueError("a count such as '5 of 8'")
    return Tally(int(words[0]), int(words[1]))


Counted: TypeAlias = Annotated[Tally, BeforeValidator(_counted)]


class Gives(Shape):
    """What must come out. Raises ValueError where nothing is said of it."""

    @model_validator(mode="after")
    def _says_something(self) -> "Gives":
        if not self.model_fields_set:
            raise ValueError("at least one thing that must come out")
        return self


class CountGives(Gives):
    """What becomes of one count."""

    percent: Count
    band: Words
    by_rounding: YesNo = "no"


class CountRow(Shape):
    """One count and its band."""

    count: Counted
    gives: CountGives


class MissingThing(Shape):
    """One thing that stands in the way of a rating, and where."""

    what: GapKind
    question: str = ""
    case: str = ""


class StandardGives(Gives):
    """What becomes of one standard. Mappings are by key question or prompt; a rating may be 'none'."""

    counts: dict[str, Counted] = Field(default_factory=dict)
    percent: dict[str, Count] = Field(default_factory=dict)
    bands: dict[str, Words] = Field(default_factory=dict)
    lowest: tuple[Words, ...] = ()
    rules: Words = NONE
    grounds: dict[TriggerRule, Holds] = Field(default_factory=dict)
    final: Words = NONE
    missing: tuple[MissingThing, ...] = ()


class Panel(Shape):
    """What the panel decided: from the rating that it saw to another; without `to`, considered and not used."""

    from_rating: Words = Field(alias="from")
    to_rating: Words | None = Field(default=None, alias="to")


class StandardRow(Shape):
    """One standard, from counts or from a table of cases.

    In a case, `case` is its reference, every other key a fact or a question, and 'missing' says that nothing was
    recorded. A question without a column was answered yes in every case that it applies to.
    """

    standard: Words
    tallies: dict[str, Counted] = Field(default_factory=dict)
    cases: tuple[dict[str, Words], ...] = ()
    panel: Panel | None = None
    gives: StandardGives

    @model_validator(mode="after")
    def _has_one_input(self) -> "StandardRow":
        if bool(self.tallies) == bool(self.cases):
            raise ValueError("either tallies or cases")
        return self


class OverallGives(Gives):
    """The total and its rating, or 'none' with the standards that are waited for."""

    total: Count | Literal["none"] = "none"
    rating: Words = NONE
    missing: tuple[Words, ...] = ()


class OverallRow(Shape):
    """Ratings by standard, or how many standards have each rating, in the order of the framework."""

    ratings: dict[str, Words] = Field(default_factory=dict)
    standards_with: dict[str, Count] = Field(default_factory=dict)
    gives: OverallGives

    @model_validator(mode="after")
    def _has_one_input(self) -> "OverallRow":
        if bool(self.ratings) == bool(self.standards_with):
            raise ValueError("either ratings or standards_with")
        return self


class Example(Shape):
    """One rule with its table. `published` says where the figures are printed; `worked` is the working by hand."""

    title: Words
    rule: Words
    basis: SourceBasis
    published: Words | None = None
    worked: Words | None = None
    counts: tuple[CountRow, ...] = ()
    standards: tuple[StandardRow, ...] = ()
    overall: tuple[OverallRow, ...] = ()

    @model_validator(mode="after")
    def _has_one_source_and_one_table(self) -> "Example":
        if (self.published is None) == (self.worked is None):
            raise ValueError("either published or worked")
        if sum(bool(table) for table in (self.counts, self.standards, self.overall)) != 1:
            raise ValueError("one table: counts, standards or overall")
        return self


class Chapter(Shape):
    """One file of examples. `settings` are the parts of the method that are printed before them."""

    chapter: Count
    title: Words
    settings: tuple[Setting, ...]
    about: Words
    examples: tuple[Example, ...] = Field(min_length=1)


def chapters(framework_folder: Path) -> list[Chapter]:
    """Return the chapters of a framework in their order; none where it has no examples. Raises UnusableFileError."""
    files = (framework_folder / "examples").glob("*.yaml")
    return sorted((validate(Chapter, read_source(file)) for file in files), key=lambda chapter: chapter.chapter)
