"""The typesetter: a warning is as much a refusal as an error."""

from pathlib import Path

import pytest

from trigpoint.report.typesetting import FONTS, TypesettingError, typeset


def test_a_warning_is_raised_in_a_sentence(tmp_path: Path) -> None:
    template = tmp_path / "warns.typ"
    template.write_text('#set document(title: "A")\n#set text(font: "No Such Font")\nWords.', encoding="utf-8")
    with pytest.raises(TypesettingError, match=r"could not be typeset: unknown font family: no such font\."):
        typeset(template, "png")


def test_an_error_is_raised_with_what_the_typesetter_advises(tmp_path: Path) -> None:
    template = tmp_path / "fails.typ"
    template.write_text("#heading(level: 1)[A]", encoding="utf-8")
    with pytest.raises(TypesettingError, match=r"missing document title \(.*\)\."):
        typeset(template, "pdf")


def test_fonts_of_the_machine_are_never_used() -> None:
    assert FONTS.families() == ["Inter"]
