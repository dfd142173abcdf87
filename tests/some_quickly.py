"""Some quickly, all as a proof: of many cases of one rule `make test` tries a few, and `.ci/run` each of them."""

from collections.abc import Sequence
from typing import Any

import pytest


def some_quickly(cases: Sequence[tuple[object, ...]], *, each: int, on_postgresql: bool = False) -> list[Any]:
    """Cases for `parametrize`, each with its arguments: from the first on, one of so many is quick, the rest is proof.

    What asks the database is marked `on_postgresql` where it is to be tried there too.
    """
    marks = [pytest.mark.proof, pytest.mark.on_postgresql] if on_postgresql else [pytest.mark.proof]
    return [pytest.param(*case, marks=[] if number % each == 0 else marks) for number, case in enumerate(cases)]
