"""The page of a framework's method: its settings, and the worked examples that are run as tests."""

from collections.abc import Iterable, Iterator

from trigpoint.bundle.worked.examples import Chapter, Example
from trigpoint.report.method_page.settings import SETTINGS, other_settings
from trigpoint.report.method_page.tables import example_tables
from trigpoint.rules.framework import Framework
from trigpoint.rules.source import SourceBasis

BASIS: dict[SourceBasis, str] = {
    "published": "**Published.** The rule is printed in the source.",
    "inferred": "**Inferred.** The rule is our reading or arithmetic; it fits every published figure that we hold.",
    "unverified": "**Unverified.** The rule is known in the field; we have no source for it.",
}


def page(framework: Framework, book: Iterable[Chapter]) -> str:
    """Return the page of one framework, in Markdown."""
    return "\n\n".join(_parts(framework, list(book))) + "\n"


def _parts(framework: Framework, book: list[Chapter]) -> Iterator[str]:
    yield f"# {framework.title}: the method"
    yield (
        f"{framework.publisher} (`{framework.id}`). Source: {framework.source}. {framework.licence}.\n\n"
        "This page can be read beside the published annexe. It is printed by `trigpoint frameworks print` from the "
        "settings in `method.yaml` and from the worked examples in the folder `examples` of the framework. `trigpoint "
        "frameworks test` runs every example, so the tables show what the program does."
    )
    yield "Each rule says what it rests on:"
    yield "\n".join(f"- {words}" for words in BASIS.values())
    yield "## Contents"
    lines = [f"{chapter.chapter}. [{chapter.title}](#{_anchor(_title(chapter))})" for chapter in book]
    yield "\n".join([*lines, f"{len(book) + 1}. [Other settings](#{_anchor(_other(book))})"])
    for chapter in book:
        yield from _chapter(chapter, framework)
    yield f"## {_other(book)}"
    shown = {setting for chapter in book for setting in chapter.settings}
    for setting in SETTINGS:
        if setting not in shown:
            yield f"### {setting.capitalize()}"
            yield from SETTINGS[setting](framework)
    yield from other_settings(framework)
    yield "## Worked examples"
    yield _HOW_TO_ADD


def _title(chapter: Chapter) -> str:
    return f"{chapter.chapter}. {chapter.title}"


def _other(book: list[Chapter]) -> str:
    return f"{len(book) + 1}. Other settings"


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    letters = (letter for letter in heading.lower() if letter.isalnum() or letter in " -")
    return "".join(letters).replace(" ", "-")


def _chapter(chapter: Chapter, framework: Framework) -> Iterator[str]:
    yield f"## {_title(chapter)}"
    yield chapter.about
    for setting in chapter.settings:
        yield from SETTINGS[setting](framework)
    for number, example in enumerate(chapter.examples, start=1):
        yield from _example(f"{chapter.chapter}.{number}", example, framework)


def _example(number: str, example: Example, framework: Framework) -> Iterator[str]:
    yield f"### {number} {example.title}"
    yield f"**{example.rule}**"
    yield from example_tables(example, framework)
    origin = f"printed in: {example.published}" if example.published else f"worked by hand: {example.worked}"
    yield f"The rule is **{example.basis}**. The example is {origin}"


_HOW_TO_ADD = """\
An example is added without any programming: write it in a file of the folder `examples`, run `trigpoint frameworks
test` with the framework's folder, then `trigpoint frameworks print` to print this page again. An example has a title,
the rule in a sentence, its basis, where it comes from (`published:` the place, or `worked:` the working by hand) and
one table:

- `counts:` one count a row, such as `{count: 5 of 8, gives: {percent: 63, band: Requires improvement}}`
- `standards:` one standard a row, from `tallies:` or from a small table of `cases:`, with the `panel:` decision if
  there is one. It may give `counts`, `percent`, `bands`, `lowest`, `rules`, `grounds`, `final` and `missing`
- `overall:` the `ratings:` of the standards, or how many `standards_with:` each rating, giving `total` and `rating`

What `gives` does not mention is not tested. Answers are written in quotes (`"yes"`), so that every tool reads them as
words."""
