"""A Bundle as a file or folder: what is told of a wrong one, and that YAML and JSON say the same."""

import json
from pathlib import Path

import pytest

from tests.factories.bundles import HARBOUR_SMALL, PRINTED, TWIN, values, written, written_json
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH
from trigpoint.bundle.files import canonical_json, load_bundle
from trigpoint.bundle.problems import Problem, UnusableFileError
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.rating import rate

Lines = tuple[int | None, str, str, str, str]
RIGHT_FILE = "Is this the right file? A Bundle begins with 'bundle_version: 1'."
NEWER = "Use the Trigpoint that wrote it, or a newer one."
NO_BUNDLE = (1, "bundle_version", "no 'bundle_version'", "a Bundle", RIGHT_FILE)
BUNDLE_KEYS = (
    "one of bundle_version, notice, inspection, framework, context, sample, certificate, evidence, cases, tallies, "
    "judgements, panel_decisions and 6 more"
)

# What a file begins with, instead of the small Bundle, and what its author is told.
STARTS: dict[str, tuple[str, Lines]] = {
    "a list": ("- a\n", NO_BUNDLE),
    "a word": ("hello\n", NO_BUNDLE),
    "another document": ("title: A letter\n", NO_BUNDLE),
    "a version to come": ("bundle_version: 2\n", (1, "bundle_version", "bundle_version 2", "bundle_version 1", NEWER)),
    "a version that is a word": (
        'bundle_version: "1"\n',
        (1, "bundle_version", "bundle_version '1'", "bundle_version 1", NEWER),
    ),
    "a version that is true": (
        "bundle_version: true\n",
        (1, "bundle_version", "bundle_version True", "bundle_version 1", NEWER),
    ),
}

# Lines 10 and on of a file, and what is told of them: shapes and types, before any framework is asked.
ADDED: dict[str, tuple[str, list[Lines]]] = {
    "an unknown key with a suggestion": (
        "judgments: {}\n",
        [(10, "judgments", "the key 'judgments'", BUNDLE_KEYS, "Did you mean 'judgements'?")],
    ),
    "an unknown key like no other": (
        "zzz: 1\n",
        [(10, "zzz", "the key 'zzz'", BUNDLE_KEYS, "Remove it, or write it under the name that is meant.")],
    ),
    "an unknown key inside a tally": (
        "tallies:\n  2.1.1: {yes: 1, relevnt: 2}\n",
        [
            (11, "tallies › 2.1.1 › relevant", "nothing", "'relevant'", "Add 'relevant:' here."),
            (
                11,
                "tallies › 2.1.1 › relevnt",
                "the key 'relevnt'",
                "one of yes, relevant, not_evidenced",
                "Did you mean 'relevant'?",
            ),
        ],
    ),
    "text for a number": (
        "tallies:\n  2.1.1: {yes: three, relevant: 8}\n",
        [(11, "tallies › 2.1.1 › yes", "'three'", "a whole number", "")],
    ),
    "a negative count": (
        "tallies:\n  2.1.1: {yes: -1, relevant: 8}\n",
        [(11, "tallies › 2.1.1 › yes", "-1", "a whole number of at least 0", "")],
    ),
    "more yes than relevant": (
        "tallies:\n  2.1.1: {yes: 9, relevant: 8}\n",
        [
            (
                11,
                "tallies › 2.1.1",
                "{'yes': 9, 'relevant': 8}",
                "yes and not evidenced together at most the 8 relevant cases",
                "",
            )
        ],
    ),
    "yes and not evidenced more than relevant": (
        "tallies:\n  2.1.1: {yes: 6, relevant: 8, not_evidenced: 3}\n",
        [
            (
                11,
                "tallies › 2.1.1",
                "{'yes': 6, 'relevant': 8, 'not_evidenced': 3}",
                "yes and not evidenced together at most the 8 relevant cases",
                "",
            )
        ],
    ),
    "a list for named values": (
        "tallies: [1]\n",
        [(10, "tallies", "[1]", "named values ('key: value')", "")],
    ),
    "named values for a list": ("cases: {a: 1}\n", [(10, "cases", "{'a': 1}", "a list", "")]),
    "a number for a text": ("notice: 3\n", [(10, "notice", "3", "text", "")]),
    "a text that says nothing": ('notice: "  "\n', [(10, "notice", "' '", "text that says something", "")]),
    "an answer that is none": (
        "cases:\n  - {reference: C1, case_type: court, answers: {2.1.1: maybe}}\n",
        [
            (
                11,
                "cases, 1st › answers › 2.1.1",
                "'maybe'",
                "one of yes, no, not applicable, not evidenced, a grade",
                "",
            )
        ],
    ),
    "an outcome that is none": (
        'panel_decisions:\n  "2.1": {outcome: use, from: Good, reason: x}\n',
        [
            (
                11,
                "panel_decisions › 2.1 › outcome",
                "'use'",
                "one of used, considered and not used",
                "Did you mean 'used'?",
            )
        ],
    ),
}


def lines_of(file: Path, framework: Path | None = None) -> list[Lines]:
    return [
        (problem.line, problem.place, problem.actual, problem.expected, problem.fix)
        for problem in problems(file, framework)
    ]


def problems(file: Path, framework: Path | None = None) -> tuple[Problem, ...]:
    with pytest.raises(UnusableFileError) as caught:
        load_bundle(file, framework)
    return caught.value.problems


@pytest.mark.parametrize(("text", "expected"), STARTS.values(), ids=STARTS)
def test_what_is_no_bundle_is_said_first_and_alone(text: str, expected: Lines, tmp_path: Path) -> None:
    assert lines_of(written(tmp_path, "nonsense: true\n" if ":" in text else "", start=text)) == [expected]


@pytest.mark.parametrize(("text", "expected"), ADDED.values(), ids=ADDED)
def test_a_wrong_shape_is_told_with_its_line(text: str, expected: list[Lines], tmp_path: Path) -> None:
    assert lines_of(written(tmp_path, text)) == expected


def test_the_small_bundle_that_these_faults_are_added_to_is_right(tmp_path: Path) -> None:
    assert load_bundle(written(tmp_path)).bundle.inspection.reference == "small"


def test_all_wrong_shapes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "notice: 3\nevidence:\n  - {id: a, label: A, number: -1}\nzzz: 1\n"

    assert [(line, place) for line, place, *_ in lines_of(written(tmp_path, text))] == [
        (10, "notice"),
        (12, "evidence, 1st › number"),
        (13, "zzz"),
    ]


def test_a_folder_without_an_inspection_is_said_so(tmp_path: Path) -> None:
    names = "one file named inspection.yaml or inspection.yml or inspection.json"

    assert lines_of(tmp_path) == [(None, "", "a folder with none of them", names, "")]


def test_a_folder_with_two_inspections_does_not_choose(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, name="inspection.json")

    (problem,) = problems(tmp_path)

    assert problem.file == tmp_path
    assert problem.actual == "a folder with inspection.yaml and inspection.json"


@pytest.mark.parametrize("name", ["inspection.yaml", "inspection.yml"])
def test_a_folder_stands_for_the_inspection_in_it(name: str, tmp_path: Path) -> None:
    file = written(tmp_path, name=name)

    assert load_bundle(tmp_path).source.file == file


def test_an_unknown_framework_is_told_with_a_suggestion(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.write_text(file.read_text().replace("id: hmip-youth-2018", "id: hmip-youth-2081"))

    assert lines_of(file) == [
        (
            8,
            "framework › id",
            "the framework 'hmip-youth-2081'",
            "hmip-youth-2018",
            "Did you mean 'hmip-youth-2018'?",
        )
    ]


def test_a_framework_of_ones_own_is_named_on_the_command_line(tmp_path: Path) -> None:
    file = written(tmp_path, start=HARBOUR_SMALL)

    ((_, _, actual, _, fix),) = lines_of(file)

    assert (actual, fix) == (
        "the framework 'harbour-2030'",
        "Name the folder of your own framework with --framework.",
    )
    assert load_bundle(file, HARBOUR_FOLDER).framework.id == "harbour-2030"


def test_another_framework_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    assert lines_of(written(tmp_path), HARBOUR_FOLDER) == [
        (8, "framework › id", "hmip-youth-2018", "harbour-2030", "Name the framework that was used.")
    ]


def test_the_digest_of_another_framework_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path)
    other = "0" * 64
    file.write_text(file.read_text().replace(YOUTH.digest, other))
    fix = "Use the framework as it was; a framework that changed is a new version with an id of its own."

    assert lines_of(file) == [(9, "framework › digest", other, YOUTH.digest, fix)]


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_yaml_and_json_of_one_bundle_are_equal_and_rate_alike(example: Path, tmp_path: Path) -> None:
    yaml, json_ = load_bundle(example), load_bundle(written_json(tmp_path, values(example)))

    assert json_.bundle == yaml.bundle
    assert rate(json_.framework, recorded(json_.bundle)) == rate(yaml.framework, recorded(yaml.bundle))


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_a_bundle_written_as_canonical_json_is_read_back_as_it_was(example: Path, tmp_path: Path) -> None:
    bundle = load_bundle(example).bundle
    file = tmp_path / "inspection.json"
    file.write_text(canonical_json(bundle), encoding="utf-8")

    again = load_bundle(file).bundle

    assert again == bundle
    assert canonical_json(again) == canonical_json(bundle)


def test_what_is_left_out_and_what_is_written_as_its_default_give_equal_bytes(tmp_path: Path) -> None:
    short = written(tmp_path, "evidence:\n  - {id: a, label: A, number: 1}\n", name="a.yaml")
    long = written(
        tmp_path,
        "cases: []\nnotice: null\nevidence:\n  - {number: 1, label: '  A ', id: a}\nprinted: {ratings: {}}\n",
        name="b.yaml",
    )

    assert canonical_json(load_bundle(short).bundle) == canonical_json(load_bundle(long).bundle)


def test_a_place_in_json_is_told_with_its_line_too(tmp_path: Path) -> None:
    file = tmp_path / "inspection.json"
    file.write_text(json.dumps({**values(PRINTED), "tallies": {"9.9": {"yes": 1, "relevant": 1}}}, indent=0))
    line = file.read_text().splitlines().index('"9.9": {') + 1

    assert (line, "tallies › 9.9") in [(problem.line, problem.place) for problem in problems(file)]


def test_the_order_of_keys_in_a_file_does_not_change_the_canonical_bytes(tmp_path: Path) -> None:
    original = values(TWIN)
    turned = dict(reversed(list(original.items())))
    turned["cases"] = [{**case, "answers": dict(reversed(list(case["answers"].items())))} for case in original["cases"]]
    first, second = load_bundle(TWIN).bundle, load_bundle(written_json(tmp_path, turned)).bundle
    assert canonical_json(first) == canonical_json(second)
