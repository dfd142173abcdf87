"""A certificate as a file: it comes back as it was, and a wrong file says what is wrong with it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.factories.samples import SETTINGS, SHA256, case_list, certificate
from trigpoint.bundle.certificate import certificate_of, certificate_text, read_certificate, shape_of
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.rules.certificate import FrozenList, replay
from trigpoint.rules.sample_settings import Sizing

MOVED = "The child has moved away"
COURT = certificate(case_list(25, 30)).sample.types[0]
CERTIFICATE = certificate(case_list(25, 30), exclusions={"O004": MOVED}, taken_out=((COURT.chosen[2], MOVED),))


def written(folder: Path, **changes: Any) -> Path:
    values = json.loads(certificate_text(shape_of(CERTIFICATE))) | changes
    file = folder / "certificate.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    return file


def problems(file: Path) -> str:
    with pytest.raises(UnusableFileError) as caught:
        read_certificate(file)
    return str(caught.value)


def test_a_certificate_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "certificate.json"
    file.write_text(certificate_text(shape_of(CERTIFICATE)), encoding="utf-8")
    assert certificate_of(read_certificate(file)) == CERTIFICATE
    assert certificate_text(read_certificate(file)) == file.read_text("utf-8")


def test_another_json_file_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "certificate.json"
    file.write_text('{"bundle_version": 1}', encoding="utf-8")
    assert "Is this the right file?" in problems(file)
    file.write_text("[1, 2]", encoding="utf-8")
    assert "Is this the right file?" in problems(file)


def test_every_problem_is_said_at_once_with_its_place(tmp_path: Path) -> None:
    values = json.loads(certificate_text(shape_of(CERTIFICATE)))
    values["seed"]["commitment"] = "short"
    values["sample"]["types"][0]["eligible"] = -1
    text = problems(written(tmp_path, seed=values["seed"], sample=values["sample"], extra=1))
    assert "seed › commitment" in text
    assert "sample › types, 1st › eligible" in text
    assert "the key 'extra'" in text


def test_a_version_that_is_not_known_is_refused(tmp_path: Path) -> None:
    assert "certificate_version" in problems(written(tmp_path, certificate_version=2))


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    seed = json.loads(certificate_text(shape_of(CERTIFICATE)))["seed"] | {"drawn_at": "2026-10-21T10:00:00"}
    assert "seed › drawn_at" in problems(written(tmp_path, seed=seed))


# 25 court cases need 22 and are read at most 10; 30 others are sized by themselves, at 95 per cent: 384.16 · 30 /
# 413.16 is 27.9.
OWN_SIZES = replace(
    SETTINGS,
    size=replace(
        SETTINGS.size,
        sizing=Sizing.EACH_TYPE,
        windows=(
            replace(SETTINGS.size.windows[0], share_percent=None, maximum=10),
            replace(SETTINGS.size.windows[1], share_percent=None, confidence_percent=95, minimum=3),
        ),
    ),
)


def test_a_draw_with_sizes_of_each_type_has_a_certificate_of_version_3_that_replays(tmp_path: Path) -> None:
    cases = case_list(25, 30)
    drawn = certificate(cases, settings=OWN_SIZES)
    assert [len(sample.chosen) for sample in drawn.sample.types] == [10, 28]
    file = tmp_path / "certificate.json"
    file.write_text(certificate_text(shape_of(drawn)), encoding="utf-8")
    values = json.loads(file.read_text("utf-8"))
    assert values["certificate_version"] == 3
    assert values["settings"]["size"]["sizing"] == "each_type"
    again = certificate_of(read_certificate(file))
    assert again == drawn
    assert replay(again, FrozenList(cases, SHA256)) == ()
    assert certificate_text(read_certificate(file)) == file.read_text("utf-8")


def test_an_older_certificate_has_none_of_the_later_settings_in_its_bytes() -> None:
    values = json.loads(certificate_text(shape_of(CERTIFICATE)))
    assert values["certificate_version"] == 1
    assert list(values["settings"]["size"]) == ["confidence_percent", "margin_points", "windows", "matched", "source"]
    assert list(values["settings"]["size"]["windows"][0]) == ["case_type", "from_months", "to_months", "share_percent"]


def test_sizes_of_each_type_are_refused_in_an_older_certificate_and_a_later_one_without_them(tmp_path: Path) -> None:
    values = json.loads(certificate_text(shape_of(CERTIFICATE)))
    values["settings"]["size"]["windows"][0]["maximum"] = 10
    assert "of version 3 and in no other" in problems(written(tmp_path, settings=values["settings"]))
    assert "of version 3 and in no other" in problems(written(tmp_path, certificate_version=3))
