"""The guide to writing a framework names every key, rule and colour that its files may have."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from trigpoint.bundle import framework_file, method_file
from trigpoint.case_lists import layout_file
from trigpoint.rules.framework import MayNotApply, StandardBasis
from trigpoint.rules.method import OverallJudge, OverallRule, Rounding, StandardRule, Tone, TriggerRule
from trigpoint.rules.sample_settings import Sizing
from trigpoint.rules.source import SourceBasis

GUIDE = (Path(__file__).parents[2] / "docs" / "using" / "framework.md").read_text("utf-8")
IN_CODE = {word for words in re.findall("`([^`\n]+)`", GUIDE) for word in re.findall("[a-z_]+", words)}
NAMES: tuple[type[StrEnum], ...] = (
    OverallJudge,
    OverallRule,
    Rounding,
    StandardRule,
    TriggerRule,
    Sizing,
    StandardBasis,
)


def keys(module: object) -> Iterator[str]:
    """Every key that a file of this shape may have."""
    for shape in vars(module).values():
        if isinstance(shape, type) and issubclass(shape, BaseModel) and shape.__module__ == module.__name__:  # type: ignore[attr-defined]
            for name, field in shape.model_fields.items():
                yield field.alias or name


@pytest.mark.parametrize("module", [framework_file, method_file, layout_file], ids=lambda module: module.__name__)
def test_the_guide_names_every_key(module: object) -> None:
    assert len(set(keys(module))) > 5
    assert set(keys(module)) - IN_CODE == set()


def test_the_guide_names_every_rule_and_colour() -> None:
    names = {member.value for enum in NAMES for member in enum}
    words = {word for choice in (Tone, SourceBasis, MayNotApply) for word in get_args(choice)}
    assert (names | words) - IN_CODE == set()
