"""What the report can print is known before it is made."""

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bundle.clean import fitting
from tests.factories.bundles import PRINTED, values
from tests.factories.loaded import YOUTH
from tests.report.write_typeface import HEAD, IGNORED, PAGE, WITHOUT_SHAPE, of_all_fonts, page, refusal, without_shape
from trigpoint.bundle.check import check
from trigpoint.bundle.files import LoadedBundle
from trigpoint.bundle.printed_texts import printed_texts
from trigpoint.bundle.problems import Place
from trigpoint.bundle.rated import rated_bundle
from trigpoint.bundle.source import Source
from trigpoint.bundle.typeface import code_point, ligatures, unprintable, with_letters
from trigpoint.report.compose import compose


def test_the_characters_of_british_and_european_words_can_be_printed() -> None:
    assert unprintable("Môn, ŵ, Łódź, çà, Ærø, 'x' “y” – £½ ≥ → ✓ é\u0301 \u00ad\t\n") == ()


def test_what_cannot_is_named_once_each_in_the_order_of_the_text() -> None:
    assert unprintable("a 漢 b م 漢 ﬁ") == ("漢", "م", "ﬁ")
    assert code_point("ﬁ") == "U+FB01"


# Unicode's compatibility decompositions, worked out by its own table.
@pytest.mark.parametrize("ligature", "ﬀﬁﬂﬃﬄﬅﬆ")
def test_a_ligature_is_the_letters_that_it_decomposes_into(ligature: str) -> None:
    assert with_letters(f"a{ligature}b") == f"a{unicodedata.normalize('NFKC', ligature)}b"
    assert ligatures(f"a{ligature}b{ligature}") == (ligature,)


def test_every_text_of_a_bundle_is_read_without_ligatures() -> None:
    changed = values(PRINTED)
    changed["inspection"]["title"] = "Speciﬁc"
    changed["texts"]["introduction"] = ["eﬃcient"]
    bundle = fitting(changed, YOUTH)
    assert (bundle.inspection.title, bundle.texts.introduction) == ("Specific", ("efficient",))


def test_the_list_has_all_that_the_fonts_have_and_else_only_what_has_no_shape() -> None:
    assert PAGE.read_text("ascii").startswith(HEAD)
    fonts = of_all_fonts()
    assert len(fonts) > 2000
    for point in range(0x30000):
        character = chr(point)
        if point in fonts:
            assert unprintable(character) == ()
        elif unprintable(character) == ():
            assert unicodedata.category(character) in WITHOUT_SHAPE or point in IGNORED


@pytest.mark.proof
def test_the_list_is_written_from_the_fonts() -> None:
    fonts = of_all_fonts()
    assert PAGE.read_text("ascii") == page(fonts | set(without_shape(fonts)))


printable = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("ﬁéŵ✓ب\u0301\u200d\ufe0f\u00ad")


@settings(max_examples=60)
@given(text=st.text(printable, min_size=1, max_size=6))
def test_the_typesetter_refuses_a_text_exactly_where_a_character_is_missing(text: str) -> None:
    assert (refusal([text]) == "") is (unprintable(text) == ())


def test_check_finds_a_character_exactly_where_the_report_would_print_it() -> None:
    """A character of its own at every text of a Bundle: those found are those in the document that would be printed."""
    changed, planted = _with_a_character_each(values(PRINTED))
    bundle = fitting(changed, YOUTH)
    report = rated_bundle(LoadedBundle(bundle, YOUTH, Source(PAGE, None, {})))
    printed = set("".join(_strings(compose(report)))) & set(planted)
    findings = [each for each in check(bundle, YOUTH, report.rated) if each.rule == "characters_can_be_printed"]
    found = {character for character, number in planted.items() if any(number in each.message for each in findings)}
    assert len(planted) > 300
    assert {planted[character] for character in printed ^ found} == set()


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (("imprint", "role"), "{漢}"),
        (("imprint", "terms"), "a {2.1 漢 b"),
        (("texts", "introduction"), "{{漢}}"),
        (("texts", "introduction"), "{{{overall rating} 漢}}"),
    ],
)
def test_a_character_between_braces_that_are_printed_is_found(at: tuple[str, str], text: str) -> None:
    changed = values(PRINTED)
    changed[at[0]][at[1]] = [text]
    found = [place for place, printed in printed_texts(fitting(changed, YOUTH)) if unprintable(printed)]
    assert found == [(*at, 0)]


FREE = {
    "inspection",
    "context",
    "sample",
    "evidence",
    "judgements",
    "panel_decisions",
    "texts",
    "findings",
    "notice",
    "imprint",
} | {"recommendations"}
IDS = {
    "id",
    "isbn",
    "part",
    "whole",
    "unit",
    "value",
    "values",
    "reference",
    "case_type",
    "basis",
    "rating",
    "from",
    "to",
}
NUMBERS = {"outcome", "total", "read", "interviews", "number", "made_up_of"}


def _with_a_character_each(source: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    planted: dict[str, str] = {}

    def walk(value: Any, at: Place) -> Any:
        if isinstance(value, Mapping):
            return {key: inside if key in IDS | NUMBERS else walk(inside, (*at, key)) for key, inside in value.items()}
        if isinstance(value, list):
            return [walk(inside, (*at, number)) for number, inside in enumerate(value)]
        character = chr(0x4E00 + len(planted))
        planted[character] = code_point(character)
        return f"{value} {character}"

    return {key: walk(value, (key,)) if key in FREE else value for key, value in source.items()}, planted


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inside in value:
            yield from _strings(inside)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _strings(getattr(value, field.name))
