"""The typesetter (typst) with our fonts only, so that what it makes is the same on every machine."""

from pathlib import Path
from typing import Literal

import typst

FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(__file__).parent / "fonts"]
)


class TypesettingError(Exception):
    """The typesetter refused, or warned of something that would be wrong on paper; says what, in a sentence."""


def typeset(template: Path, into: Literal["pdf", "png"], **inputs: str) -> bytes:
    """Return what the template makes of the inputs: a PDF that keeps PDF/UA-1, or one PNG picture.

    Raises TypesettingError at any error or warning, for instance a character that the font does not have.
    """
    try:
        output, warnings = typst.compile_with_warnings(
            template,
            format=into,
            font_paths=FONTS,
            sys_inputs=inputs,
            ppi=200,
            pdf_standards=["ua-1"] if into == "pdf" else [],
        )
    except typst.TypstError as error:
        raise TypesettingError(_sentence(error)) from error
    if warnings:
        raise TypesettingError(_sentence(warnings[0]))
    return output


def _sentence(problem: typst.TypstError | typst.TypstWarning) -> str:
    hints = "".join(f" ({hint})" for hint in problem.hints)
    return f"The report could not be typeset: {problem.message}{hints}."
