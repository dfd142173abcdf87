"""A framework's folder on disk → `rules.Framework`, with everything that is wrong said at once."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from trigpoint.bundle import framework_file as shapes
from trigpoint.bundle.identifiers import changed_identifiers
from trigpoint.bundle.problems import Place, Problem, UnusableFileError, one_problem
from trigpoint.bundle.shape import ShapeT, checked
from trigpoint.bundle.source import Source, read_source
from trigpoint.english import did_you_mean, one_of
from trigpoint.rules import framework as fw
from trigpoint.rules import method as md
from trigpoint.rules.lint import lint

FRAMEWORK_FILE, METHOD_FILE = "framework.yaml", "method.yaml"


@dataclass(frozen=True, slots=True)
class ReadFramework:
    """A framework that could be read, and what lint finds in it: only one without findings may be used."""

    folder: Path
    framework: fw.Framework
    findings: tuple[Problem, ...]


def built_in() -> dict[str, Path]:
    """Return the folders of the frameworks that come with Trigpoint, by id."""
    home = Path(str(files("trigpoint"))) / "frameworks"
    return {folder.name: folder for folder in sorted(home.iterdir()) if (folder / FRAMEWORK_FILE).is_file()}


def framework_folder(name: str) -> Path:
    """Return the folder of a built-in id or of a path. Raises UnusableFileError where there is neither."""
    known = built_in()
    if name in known:
        return known[name]
    if Path(name).is_dir():
        return Path(name)
    mend = did_you_mean(name, known) or "Give an id, or the folder that holds framework.yaml and method.yaml."
    raise one_problem(Path(name), "no such framework", one_of(known), mend)


def load_framework(folder: Path) -> fw.Framework:
    """Return a framework that may be used. Raises UnusableFileError with all problems, lint's findings among them."""
    read = read_framework(folder)
    if read.findings:
        raise UnusableFileError(read.findings)
    return read.framework


def read_framework(folder: Path) -> ReadFramework:
    """Read a framework and lint it. Raises UnusableFileError where its files are not of the right shape."""
    sources, problems = _sources(folder)
    words = _checked(shapes.FrameworkShape, sources.get(FRAMEWORK_FILE), problems)
    numbers = _checked(shapes.MethodShape, sources.get(METHOD_FILE), problems)
    method = _method(sources, numbers, problems) if numbers else None
    if words is None or method is None:
        raise UnusableFileError(problems)
    framework = _framework(words, method, _digest(sources))
    findings = [
        sources[finding.file].problem(finding.place, finding.wrong, finding.right, "") for finding in lint(framework)
    ]
    findings.sort(key=lambda problem: (problem.file, problem.line or 0))
    return ReadFramework(folder, framework, (*findings, *changed_identifiers(framework, folder)))


def _method(sources: dict[str, Source], shape: shapes.MethodShape, problems: list[Problem]) -> md.Method | None:
    try:
        return _Method(sources[METHOD_FILE], shape).method()
    except UnusableFileError as error:
        problems += error.problems
        return None


def _sources(folder: Path) -> tuple[dict[str, Source], list[Problem]]:
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for name in (FRAMEWORK_FILE, METHOD_FILE):
        try:
            sources[name] = read_source(folder / name)
        except UnusableFileError as error:
            problems += error.problems
    return sources, problems


def _checked(model: type[ShapeT], source: Source | None, problems: list[Problem]) -> ShapeT | None:
    if source is None:
        return None
    try:
        return checked(model, source)
    except UnusableFileError as error:
        problems += error.problems
        return None


def _digest(sources: dict[str, Source]) -> str:
    """Return a digest of what the two files say; comments and layout do not count."""
    said = {name: source.value for name, source in sources.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _framework(words: shapes.FrameworkShape, method: md.Method, digest: str) -> fw.Framework:
    return fw.Framework(
        id=words.id,
        title=words.title,
        publisher=words.publisher,
        source=words.source,
        licence=words.licence,
        case_types=tuple(fw.CaseType(one.id, one.name) for one in words.case_types),
        facts=tuple(_fact(fact) for fact in words.facts),
        domains=tuple(
            fw.Domain(one.id, one.name, one.introduction, tuple(_standard(s) for s in one.standards))
            for one in words.domains
        ),
        method=method,
        digest=digest,
    )


def _fact(fact: shapes.FactShape) -> fw.Fact:
    values = tuple(fw.FactValue(v.id, v.label, v.labels or v.label, v.case_type) for v in fact.values)
    return fw.Fact(fact.id, fact.label, values, fact.case_type)


def _standard(one: shapes.StandardShape) -> fw.Standard:
    return fw.Standard(
        id=one.id,
        name=one.name,
        statement=one.statement,
        basis=one.basis,
        case_type=one.case_type or "",
        note=one.note or "",
        in_overall=one.in_overall,
        may_be_not_rated=one.may_be_not_rated,
        key_questions=tuple(_key_question(question) for question in one.key_questions),
    )


def _key_question(one: shapes.KeyQuestionShape) -> fw.KeyQuestion:
    return fw.KeyQuestion(
        id=one.id,
        text=one.text,
        label=one.label or "",
        table_phrase=one.table_phrase or "",
        table_title=one.table_title or one.text,
        note=one.note or "",
        relevant_when=tuple(fw.Condition(c.fact, tuple(c.values)) for c in one.relevant_when),
        prompts=tuple(fw.Prompt(p.id, p.text, p.may_not_apply) for p in one.prompts),
    )


def _source(part: shapes.Sourced) -> md.Source:
    return md.Source(part.source, part.basis)


@dataclass(slots=True)
class _Method:
    """The method file while its names of ratings are looked up on its own scale."""

    source: Source
    shape: shapes.MethodShape
    problems: list[Problem] = field(default_factory=list)

    def method(self) -> md.Method:
        """Return the method. Raises UnusableFileError where a band names a rating that is not on the scale."""
        shape = self.shape
        ratings = {one.name: md.Rating(one.name, one.score, one.tone) for one in shape.ratings.scale}
        bands = tuple(self.bands(shape.bands.table, ratings, ("bands", "table")))
        overall = tuple(self.bands(shape.overall.bands, ratings, ("overall", "bands")))
        if self.problems:
            raise UnusableFileError(self.problems)
        return md.Method(
            ratings=tuple(md.Rating(one.name, one.score, one.tone) for one in shape.ratings.scale),
            ratings_source=_source(shape.ratings),
            bands=bands,
            bands_source=_source(shape.bands),
            rounding=shape.rounding.rule,
            rounding_source=_source(shape.rounding),
            standard_rule=shape.standard.rule,
            standard_source=_source(shape.standard),
            standard_rationale=shape.standard.rationale,
            overall_rule=shape.overall.rule,
            overall_bands=overall,
            overall_source=_source(shape.overall),
            overall_rationale=shape.overall.rationale,
            discretion=_discretion(shape.discretion),
            sample=_sample(shape.sample),
            stability=md.StabilitySettings(shape.stability.draws, shape.stability.seed, _source(shape.stability)),
            wording=tuple(_word_range(one) for one in shape.wording.ranges),
            wording_source=_source(shape.wording),
            percent_total_tolerance=shape.context.percent_total_tolerance,
            context_source=_source(shape.context),
        )

    def bands(
        self, table: Sequence[shapes.BandShape], ratings: dict[str, md.Rating], place: Place
    ) -> Iterator[md.Band]:
        for number, band in enumerate(table):
            if band.rating in ratings:
                yield md.Band(ratings[band.rating], band.first, band.last, band.words or "")
            else:
                here, found = (*place, number, "rating"), f"the rating '{band.rating}'"
                mend = did_you_mean(band.rating, ratings)
                self.problems.append(self.source.problem(here, found, one_of(ratings), mend))


def _discretion(shape: shapes.DiscretionShape | None) -> md.Discretion | None:
    if shape is None:
        return None
    triggers = tuple(md.Trigger(one.rule, one.points or one.cases or 0) for one in shape.triggers)
    return md.Discretion(triggers, tuple(shape.weighs), _source(shape))


def _sample(shape: shapes.SampleShape | None) -> md.SampleSettings | None:
    if shape is None:
        return None
    windows = tuple(
        md.CaseWindow(one.case_type, one.from_months, one.to_months, one.share_percent) for one in shape.case_types
    )
    return md.SampleSettings(
        shape.confidence_percent, shape.margin_points, windows, tuple(shape.matched), _source(shape)
    )


def _word_range(shape: shapes.WordRangeShape) -> md.WordRange:
    ends = (shape.at_least, shape.more_than, shape.at_most, shape.less_than)
    return md.WordRange(tuple(shape.words), *ends, shape.share, shape.near)
