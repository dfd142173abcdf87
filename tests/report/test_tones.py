"""Rating tags on paper: the words can be read on their ground."""

import pytest

from trigpoint.report.tones import TONES, Colours


def luminance(colour: str) -> float:
    """Return the relative luminance of '#rrggbb', as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colours: Colours) -> float:
    """Return the contrast ratio of WCAG 2.2: 1 for equal colours, 21 for black on white."""
    dark, light = sorted(luminance(colour) for colour in colours)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(Colours("#000000", "#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_passes_aa(tone: str) -> None:
    assert contrast({str(name): colours for name, colours in TONES.items()}[tone]) >= 4.5
