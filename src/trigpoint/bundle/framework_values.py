"""What `framework.yaml` says → the values of `rules.framework`."""

from dataclasses import dataclass, field

from trigpoint.bundle import framework_file as shapes
from trigpoint.bundle.problems import Place, Problem
from trigpoint.bundle.source import Source
from trigpoint.english import did_you_mean, one_of
from trigpoint.rules.framework import (
    YES_OR_NO,
    AnswerScale,
    CaseType,
    Condition,
    Domain,
    Fact,
    FactValue,
    Framework,
    Grade,
    Graded,
    KeyQuestion,
    Prompt,
    Standard,
)
from trigpoint.rules.method import Method


def framework_of(
    words: shapes.FrameworkShape, method: Method, digest: str, source: Source
) -> tuple[Framework, list[Problem]]:
    """Return the framework, with a problem for each question that names an answer scale which is not declared."""
    values = _Values(source, tuple(_scale(scale) for scale in words.answer_scales))
    framework = Framework(
        id=words.id,
        title=words.title,
        publisher=words.publisher,
        source=words.source,
        licence=words.licence,
        case_types=tuple(CaseType(case_type.id, case_type.name) for case_type in words.case_types),
        facts=tuple(_fact(fact) for fact in words.facts),
        domains=tuple(values.domain(domain, ("domains", d)) for d, domain in enumerate(words.domains)),
        method=method,
        digest=digest,
        answer_scales=values.scales,
    )
    return framework, values.problems


def _scale(scale: shapes.AnswerScaleShape) -> Graded:
    return Graded(scale.id, tuple(Grade(grade.grade, grade.label) for grade in scale.grades))


def _fact(fact: shapes.FactShape) -> Fact:
    values = tuple(
        FactValue(value.id, value.label, value.labels or value.label, value.case_type) for value in fact.values
    )
    return Fact(fact.id, fact.label, values, fact.case_type)


@dataclass(slots=True)
class _Values:
    """The domains while the answer scales that their questions name are looked up."""

    source: Source
    scales: tuple[Graded, ...]
    problems: list[Problem] = field(default_factory=list)

    def domain(self, domain: shapes.DomainShape, place: Place) -> Domain:
        """Return one domain."""
        standards = tuple(
            self.standard(standard, (*place, "standards", s)) for s, standard in enumerate(domain.standards)
        )
        return Domain(domain.id, domain.name, domain.introduction, standards)

    def standard(self, standard: shapes.StandardShape, place: Place) -> Standard:
        """Return one standard."""
        return Standard(
            id=standard.id,
            name=standard.name,
            statement=standard.statement,
            basis=standard.basis,
            case_type=standard.case_type or "",
            note=standard.note or "",
            in_overall=standard.in_overall,
            may_be_not_rated=standard.may_be_not_rated,
            key_questions=tuple(
                self.key_question(question, (*place, "key_questions", k))
                for k, question in enumerate(standard.key_questions)
            ),
        )

    def key_question(self, question: shapes.KeyQuestionShape, place: Place) -> KeyQuestion:
        """Return one key question. Its table is titled by its text where it has no title of its own."""
        return KeyQuestion(
            id=question.id,
            text=question.text,
            label=question.label or "",
            table_phrase=question.table_phrase or "",
            table_title=question.table_title or question.text,
            note=question.note or "",
            relevant_when=tuple(Condition(part.fact, tuple(part.values)) for part in question.relevant_when),
            prompts=tuple(self.prompt(prompt, (*place, "prompts", p)) for p, prompt in enumerate(question.prompts)),
            answers=self.scale(question.answers, place),
        )

    def prompt(self, prompt: shapes.PromptShape, place: Place) -> Prompt:
        """Return one prompt."""
        return Prompt(prompt.id, prompt.text, prompt.may_not_apply, self.scale(prompt.answers, place))

    def scale(self, name: str | None, place: Place) -> AnswerScale:
        """Return the scale of this name; yes or no where none is named."""
        scales = {scale.id: scale for scale in self.scales}
        if name is None or name in scales:
            return scales[name] if name else YES_OR_NO
        expected = f"a declared answer scale: {one_of(scales) or 'none is declared'}"
        wrong = f"the answer scale '{name}'"
        self.problems.append(self.source.problem((*place, "answers"), wrong, expected, did_you_mean(name, scales)))
        return YES_OR_NO
