"""The colours of rating tags on paper: dark text on a pale ground of the same hue.

Source: the tag component of GOV.UK Frontend, version 5. Every pair passes WCAG 2.2 AA (4.5 to 1).
"""

from typing import NamedTuple

from trigpoint.rules.method import Tone


class Colours(NamedTuple):
    """Two colours as '#rrggbb'."""

    text: str
    ground: str


TONES: dict[Tone, Colours] = {
    "red": Colours(text="#2a0b06", ground="#f4cdc6"),
    "yellow": Colours(text="#594d00", ground="#fff7bf"),
    "turquoise": Colours(text="#10403c", ground="#d4ecea"),
    "green": Colours(text="#005a30", ground="#cce2d8"),
    "grey": Colours(text="#282d30", ground="#eeefef"),
}
