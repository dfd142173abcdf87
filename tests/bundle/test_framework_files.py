"""What an author is told about a framework whose files are not of the right shape: one planted fault each."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.factories.framework_files import Edit, copied, edit, marked_lines
from tests.factories.loaded import HARBOUR_FOLDER
from trigpoint.bundle.frameworks import load_framework, read_framework
from trigpoint.bundle.problems import Problem, UnusableFileError

WORDS, METHOD = "framework.yaml", "method.yaml"
NAMED = "named values ('key: value')"


@dataclass(frozen=True)
class Fault:
    """A fault in a copy of the harbour framework, and what its author is told."""

    title: str
    file: str
    edits: tuple[Edit, ...]
    place: str
    actual: str
    expected: str
    fix: str = ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(HARBOUR_FOLDER, tmp_path)


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnusableFileError) as caught:
        load_framework(folder)
    return caught.value.problems


PUBLISHER = "publisher: Inspectorate of Harbour Pilotage (invented)\n"
PASSAGE = "{id: passage, name: piloted passages}"

FAULTS = [
    Fault(
        "a key a second time", WORDS, ((PUBLISHER, f"{PUBLISHER}title: Again  # here\n"),),
        "title", "the key 'title' a second time", "each key once", "It is on line 7 as well: keep one of the two.",
    ),
    Fault(
        "an unknown key like a known one", WORDS, ((PUBLISHER, f"{PUBLISHER}licenses: MIT  # here\n"),),
        "licenses", "the key 'licenses'",
        "one of id, title, publisher, source, licence, case_types, facts, answer_scales, domains", "Did you mean 'licence'?",
    ),
    Fault(
        "an unknown key like none", METHOD, (("tolerance: 2", "tolerance: 2\n  colour: blue  # here"),),
        "context › colour", "the key 'colour'", "one of source, basis, percent_total_tolerance",
        "Remove it, or write it under the name that is meant.",
    ),
    Fault(
        "a missing key", WORDS, ((PUBLISHER, ""), ("id: harbour-2030", "id: harbour-2030  # here")),
        "publisher", "nothing", "'publisher'", "Add 'publisher:' here.",
    ),
    Fault(
        "a missing key, deep down", METHOD, (("score: 3, tone: yellow}", "score: 3}  # here"),),
        "ratings › scale, 2nd › tone", "nothing", "'tone'", "Add 'tone:' here.",
    ),
    Fault(
        "a word for a number", METHOD, (("score: 3, tone: yellow}", "score: three, tone: yellow}  # here"),),
        "ratings › scale, 2nd › score", "'three'", "a whole number",
    ),
    Fault(
        "a number out of its range", METHOD, (("draws: 500", "draws: 99  # here"),),
        "stability › draws", "99", "a whole number of at least 100",
    ),
    Fault(
        "a negative number", METHOD, (("from: 0, to: 39}", "from: -1, to: 39}  # here"),),
        "bands › table, 1st › from", "-1", "a whole number of at least 0",
    ),
    Fault(
        "a number for a word", WORDS, (('id: "5"', "id: 5  # here"),), "domains, 5th › id", "5", "text",
    ),
    Fault(
        "text that says nothing", WORDS, (("label: boarding", 'label: " "  # here'),),
        "domains, 3rd › standards, 1st › key_questions, 1st › label", "' '", "text that says something",
    ),
    Fault(
        "neither true nor false", WORDS,
        (("statement: Pilot boats are ready.", "statement: Ready.\n        in_overall: maybe  # here"),),
        "domains, 2nd › standards, 3rd › in_overall", "'maybe'", "true or false",
    ),
    Fault(
        "a word for a list", METHOD, (("[every passage]", "every passage"), ("at_least: 1}", "at_least: 1}  # here")),
        "wording › ranges, 1st › words", "'every passage'", "a list",
    ),
    Fault(
        "a word for named values", WORDS, ((f"- {PASSAGE}", f"- {PASSAGE}\n  - voyage  # here"),),
        "case_types, 2nd", "'voyage'", NAMED,
    ),
    Fault(
        "no fraction", METHOD, (("at_most: 1/10}", "at_most: 1/0}  # here"),),
        "wording › ranges, 3rd › at_most", "'1/0'", "a fraction from 0 to 1, such as 2/3",
    ),
    Fault(
        "an unknown rule of rounding", METHOD, (("rule: down", "rule: donw  # here"),),
        "rounding › rule", "'donw'", "one of half_up, down", "Did you mean 'down'?",
    ),
    Fault(
        "an unknown rule for a standard", METHOD, (("rule: lowest_key_question", "rule: average  # here"),),
        "standard › rule", "'average'", "one of lowest_key_question, majority_of_key_questions",
    ),
    Fault(
        "an unknown rule for the whole", METHOD, (("rule: sum_of_scores", "rule: sum_of_score  # here"),),
        "overall › rule", "'sum_of_score'", "one of sum_of_scores, judged", "Did you mean 'sum_of_scores'?",
    ),
    Fault(
        "an unknown trigger", METHOD, (("{rule: small_sample, cases: 3}", "{rule: high_tide, cases: 3}  # here"),),
        "discretion › triggers, 2nd › rule", "'high_tide'", "one of near_boundary, one_case, small_sample",
    ),
    Fault(
        "a trigger with another's number", METHOD,
        (("{rule: small_sample, cases: 3}", "{rule: small_sample, points: 3}  # here"),),
        "discretion › triggers, 2nd", "{'rule': 'small_sample', 'points': 3}",
        "with small_sample, the number of cases and no other",
    ),
    Fault(
        "a number for a trigger that needs none", METHOD,
        (("{rule: small_sample, cases: 3}", "{rule: one_case, cases: 1}  # here"),),
        "discretion › triggers, 2nd", "{'rule': 'one_case', 'cases': 1}", "with one_case, no number and no other",
    ),
    Fault(
        "a band for an unknown rating", METHOD,
        (("{rating: Sound, from: 24, to: 45}", "{rating: Sond, from: 24, to: 45}  # here"),),
        "overall › bands, 2nd › rating", "the rating 'Sond'", "one of Weak, Sound, Strong", "Did you mean 'Sound'?",
    ),
    Fault(
        "an unknown tone", METHOD, (("tone: yellow}", "tone: pink}  # here"),),
        "ratings › scale, 2nd › tone", "'pink'", "one of red, yellow, turquoise, green, grey",
    ),
    Fault(
        "an alias", WORDS, ((PUBLISHER, "publisher: *who  # here\n"),),
        "", "the alias *who", "plain values", "Write the value itself.",
    ),
    Fault(
        "a tag", WORDS, ((PUBLISHER, "publisher: !!python/name:os.system Us  # here\n"),),
        "", "the tag tag:yaml.org,2002:python/name:os.system", "plain values", "Write the value itself.",
    ),
    Fault(
        "a tab as indentation", METHOD, (("  seed: 2030", "\tseed: 2030  # here"),),
        "", "text that is not YAML: found a tab character that violates indentation", "YAML",
        "Check the indentation, the quotes and the colons on this line and the one before.",
    ),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.title)
def test_the_author_is_told_file_line_place_what_was_found_expected_and_how_to_mend(fault: Fault, folder: Path) -> None:
    file = folder / fault.file
    edit(file, *fault.edits)
    (line,) = marked_lines(file)
    assert problems(folder) == (Problem(file, line, fault.place, fault.actual, fault.expected, fault.fix),)


@pytest.mark.parametrize(
    ("content", "actual", "expected"),
    [
        (b"", "an empty file", "a document"),
        (b"# only a comment\n", "an empty file", "a document"),
        ("id: Caf\xe9".encode("latin-1"), "bytes that are not UTF-8 text, from byte 8", "text in UTF-8"),
        (b"id: a\x00b", "a character that YAML does not allow", "text"),
    ],
    ids=["empty", "comment only", "not UTF-8", "control character"],
)
def test_a_file_that_is_no_document_is_refused_as_a_whole(
    content: bytes, actual: str, expected: str, folder: Path
) -> None:
    (folder / WORDS).write_bytes(content)
    (problem,) = problems(folder)
    assert (problem.file, problem.line, problem.expected) == (folder / WORDS, None, expected)
    assert problem.actual.startswith(actual)


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    file = folder / WORDS
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_framework(folder).id == "harbour-2030"


def test_a_list_is_no_framework(folder: Path) -> None:
    (folder / WORDS).write_text("- one\n- two\n")
    assert problems(folder) == (Problem(folder / WORDS, 1, "", "['one', 'two']", NAMED, ""),)


def test_nesting_without_end_is_refused(folder: Path) -> None:
    (folder / WORDS).write_text("id: " + "[" * 1000 + "]" * 1000)
    (problem,) = problems(folder)
    assert (problem.line, problem.actual) == (1, "more than 40 levels of nesting")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / METHOD).unlink()
    expected = Problem(folder / METHOD, None, "", "no such file", "a file", "Check the name and the folder.")
    assert problems(folder) == (expected,)


def test_a_folder_without_either_file_names_both(tmp_path: Path) -> None:
    assert [problem.file.name for problem in problems(tmp_path)] == [WORDS, METHOD]


def test_everything_wrong_in_both_files_is_said_at_once_in_their_order(folder: Path) -> None:
    edit(
        folder / WORDS,
        ("{id: one, label: one tug}", "{id: one, label: 1}  # here"),
        ("label: boarding", "label: 2  # here"),
        (PUBLISHER, f"{PUBLISHER}country: Sealand  # here\n"),
    )
    edit(folder / METHOD, ("seed: 2030", "seed: none  # here"), ("tone: yellow}", "tone: pink}  # here"))
    expected = [(name, line) for name in (WORDS, METHOD) for line in marked_lines(folder / name)]
    assert len(expected) == 5
    assert [(problem.file.name, problem.line) for problem in problems(folder)] == expected


def test_a_file_that_cannot_be_read_does_not_hide_what_is_wrong_in_the_other(folder: Path) -> None:
    (folder / WORDS).unlink()
    edit(folder / METHOD, ("seed: 2030", "seed: none  # here"))
    (line,) = marked_lines(folder / METHOD)
    assert [(problem.file.name, problem.line) for problem in problems(folder)] == [(WORDS, None), (METHOD, line)]


def test_what_lint_finds_bars_a_framework_from_use(folder: Path) -> None:
    edit(folder / METHOD, ("from: 46, to: 60", "from: 46, to: 61"))
    assert problems(folder) == read_framework(folder).findings != ()


def test_a_problem_reads_as_a_few_plain_lines(folder: Path) -> None:
    edit(folder / METHOD, ("rule: down", "rule: donw  # here"))
    (problem,) = problems(folder)
    assert problem.sentences().splitlines() == [
        f"{folder / METHOD}, line {marked_lines(folder / METHOD)[0]}: rounding › rule",
        "  found     'donw'",
        "  expected  one of half_up, down",
        "  to fix    Did you mean 'down'?",
    ]


SMALLEST = "publication:\n  smallest_group: {}\n  source: Invented.\n  basis: published\n"


def test_a_framework_may_set_the_smallest_group_that_is_printed(folder: Path) -> None:
    assert load_framework(folder).method.publication.smallest_group == 5
    with (folder / METHOD).open("a") as file:
        file.write(SMALLEST.format(10))
    publication = load_framework(folder).method.publication
    assert (publication.smallest_group, publication.source.text) == (10, "Invented.")


@pytest.mark.parametrize("number", [0, 1, 101])
def test_a_smallest_group_that_guards_nobody_or_hides_everybody_is_refused(folder: Path, number: int) -> None:
    with (folder / METHOD).open("a") as file:
        file.write(SMALLEST.format(number))
    (problem,) = problems(folder)
    assert (problem.place, problem.actual) == ("publication › smallest_group", str(number))
