"""How what a Bundle holds came into it, where that is not by what people did in Trigpoint itself."""

from datetime import date

from trigpoint.bundle.shape import Count, Shape, Words


class PartFromFile(Shape):
    """A part of an inspection that came in by file: how often, and when and at which stage it last did."""

    part: Words
    times: Count
    last_on: date
    stage: Words
