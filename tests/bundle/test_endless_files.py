"""Files made to keep a machine busy: each is refused after a look at it, whose length grows with the file and no faster.

No test here looks at a clock. Read as they once were, the first would take minutes and the next most of an hour.
"""

import json
from pathlib import Path

import pytest

from tests.some_quickly import some_quickly
from trigpoint.bundle.files import canonical_json, load_bundle
from trigpoint.bundle.problems import MOST_PROBLEMS, UnusableFileError
from trigpoint.bundle.source import MOST, read_source
from trigpoint.cli.main import _problems

TOO_MANY = "more than 200,000 keys and values"
KEYS = 60_000


def actual_of(file: Path) -> list[str]:
    with pytest.raises(UnusableFileError) as caught:
        load_bundle(file)
    return [problem.actual for problem in caught.value.problems]


def saved(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.proof
def test_one_key_twice_among_sixty_thousand_is_named(tmp_path: Path) -> None:
    keys = ",".join(f'"k{number}":1' for number in range(KEYS))
    assert actual_of(saved(tmp_path, "a.json", f'{{{keys},"k59999":2}}')) == ["the key 'k59999' twice in one place"]
    lines = "\n".join(f"k{number}: 1" for number in range(KEYS))
    assert actual_of(saved(tmp_path, "a.yaml", f"{lines}\nk59999: 2\n")) == ["the key 'k59999' a second time"]


@pytest.mark.parametrize("name", some_quickly([("a.json",), ("a.yaml",)], each=2))
def test_of_forty_thousand_keys_that_are_not_known_the_first_hundred_are_told(name: str, tmp_path: Path) -> None:
    """Each was once looked for in a description of all keys, made anew for each: 41 seconds for a thousand."""
    text = json.dumps({"bundle_version": 1} | {f"k{number}": 1 for number in range(40_000)})
    with pytest.raises(UnusableFileError) as caught:
        load_bundle(saved(tmp_path, name, text))
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert caught.value.number == "more than 100 problems"
    assert _problems(caught.value).endswith("\nMore than 100 problems.")


def test_what_does_not_conform_is_told_a_hundred_times_and_no_more(tmp_path: Path) -> None:
    document = json.loads(canonical_json(load_bundle(Path("examples/trafford-2021-cases")).bundle))
    wrong = document["cases"][0] | {"answers": {f"9.9.{number}": "yes" for number in range(20)}}
    document["cases"] = [wrong | {"reference": f"X{number}"} for number in range(1_000)]
    assert len(actual_of(saved(tmp_path, "a.json", json.dumps(document)))) == MOST_PROBLEMS + 1


def test_what_cannot_be_printed_is_told_a_hundred_times_and_no_more(tmp_path: Path) -> None:
    text = json.dumps(["\0"] * 3_000)
    assert set(actual_of(saved(tmp_path, "a.json", text))) == {"the character U+0000, which cannot be printed"}
    assert len(actual_of(tmp_path / "a.json")) == MOST_PROBLEMS + 1


ENDLESS = {
    "numbers": "[" + "0," * 2_000_000 + "0]",
    "empty lists": "[" + "[]," * 700_000 + "[]]",
    "empty objects": "[" + "{}," * 700_000 + "{}]",
    "keys": "{" + ",".join(f'"{number}":0' for number in range(200_000)) + "}",
}


@pytest.mark.parametrize("text", some_quickly([(text,) for text in ENDLESS.values()], each=4), ids=ENDLESS)
def test_more_keys_and_values_than_any_inspection_has_are_refused_before_they_are_read(
    text: str, tmp_path: Path
) -> None:
    assert actual_of(saved(tmp_path, "a.json", text)) == [TOO_MANY]
    assert actual_of(saved(tmp_path, "a.yaml", text)) == [TOO_MANY]


@pytest.mark.proof
def test_the_most_that_is_read_is_read(tmp_path: Path) -> None:
    """A list is one value; before each entry but the first stands a comma, before the first a bracket."""
    numbers: list[int] = [0] * (MOST - 1)
    assert read_source(saved(tmp_path, "a.json", json.dumps(numbers))).value == numbers
    assert read_source(saved(tmp_path, "a.yaml", json.dumps(numbers))).value == numbers
    for name in ("b.json", "b.yaml"):
        assert actual_of(saved(tmp_path, name, json.dumps([*numbers, 0]))) == [TOO_MANY]


@pytest.mark.parametrize("text", ['"' + ",[{:" * 60_000 + '"', '"' + '\\",' * 90_000 + '"'])
def test_signs_in_a_text_are_no_values(text: str, tmp_path: Path) -> None:
    assert read_source(saved(tmp_path, "a.json", text)).value == json.loads(text)


@pytest.mark.parametrize("text", ['"' + '\\"' * 1_000_000, '"' + '\\"' * 1_000_000 + "\\", '"' * 1_000_001])
def test_a_text_without_an_end_is_gone_over_once(text: str, tmp_path: Path) -> None:
    assert actual_of(saved(tmp_path, "a.json", text)) == ["text that is not JSON"]
