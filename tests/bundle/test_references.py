"""References in texts: what each may name, and what is told of one that names nothing."""

import pytest

from trigpoint.bundle.references import Nameable, Reference, WrongReference, escape, parts

NAMEABLE = Nameable(
    ids={
        "question": ["1.1.1", "2.1.2"],
        "standard": ["1.1", "2.1"],
        "context": ["population", "staff"],
        "sample": ["court"],
        "evidence": ["meetings"],
    },
    judged=["1.1.1"],
)
FIGURES = "one of nothing, not, share, yes, relevant, not yes, percent, band"

RIGHT = {
    "{2.1.2}": Reference("question", "2.1.2", ""),
    "{2.1.2 not}": Reference("question", "2.1.2", "not"),
    "{2.1.2 share}": Reference("question", "2.1.2", "share"),
    "{2.1.2 not yes}": Reference("question", "2.1.2", "not yes"),
    "{ 2.1.2  not \n yes }": Reference("question", "2.1.2", "not yes"),
    "{1.1.1}": Reference("question", "1.1.1", ""),
    "{2.1}": Reference("standard", "2.1", ""),
    "{2.1 rules}": Reference("standard", "2.1", "rules"),
    "{overall rules score}": Reference("overall", "", "rules score"),
    "{context staff}": Reference("context", "staff", ""),
    "{context staff percent}": Reference("context", "staff", "percent"),
    "{sample court eligible}": Reference("sample", "court", "eligible"),
    "{evidence meetings}": Reference("evidence", "meetings", ""),
}

WRONG = {
    "{": ("a lone brace '{'", "a whole reference, or the brace written twice", ""),
    "}": ("a lone brace '}'", "a whole reference, or the brace written twice", ""),
    "{{2.1}": ("a lone brace '}'", "a whole reference, or the brace written twice", ""),
    "{}": ("{} with nothing in it", "a reference such as {2.1.2 share}", ""),
    "{ }": ("{} with nothing in it", "a reference such as {2.1.2 share}", ""),
    "{2.1.3}": (
        "'2.1.3'",
        "the id of a question or standard, or overall, context, sample or evidence",
        "Did you mean '2.1.2'?",
    ),
    "{2.1.2 shares}": ("the figure 'shares' of 2.1.2", FIGURES, "Did you mean 'share'?"),
    "{1.1.1 share}": ("the figure 'share' of 1.1.1", "nothing", ""),
    "{2.1 share}": ("the figure 'share' of 2.1", "one of nothing, rating, rules", ""),
    "{overall}": ("the figure '' of overall", "one of rating, score, rules, rules score", ""),
    "{context stuff}": ("context 'stuff'", "one of population, staff", "Did you mean 'staff'?"),
    "{context}": ("context ''", "one of population, staff", ""),
    "{sample court}": ("the figure '' of court", "one of read, eligible, interviews", ""),
    "{evidence meetings share}": ("the figure 'share' of meetings", "nothing", ""),
    "{question 2.1.2}": (
        "'question'",
        "the id of a question or standard, or overall, context, sample or evidence",
        "",
    ),
}


@pytest.mark.parametrize(("text", "expected"), RIGHT.items(), ids=list(RIGHT))
def test_a_reference_names_a_figure(text: str, expected: Reference) -> None:
    assert list(parts(text, NAMEABLE)) == [expected]


@pytest.mark.parametrize(("text", "expected"), WRONG.items(), ids=list(WRONG))
def test_a_reference_that_names_nothing_is_told_with_what_would_be_right(
    text: str, expected: tuple[str, str, str]
) -> None:
    with pytest.raises(WrongReference) as caught:
        list(parts(text, NAMEABLE))

    assert (caught.value.actual, caught.value.expected, caught.value.fix) == expected


def test_words_and_references_come_in_order() -> None:
    assert list(parts("In {2.1.2 share} it {{was}} so.", NAMEABLE)) == [
        "In ",
        Reference("question", "2.1.2", "share"),
        " it ",
        "{",
        "was",
        "}",
        " so.",
    ]


@pytest.mark.parametrize("words", ["plain", "{2.1.2 share}", "{{", "a } b {", "{}"])
def test_escaped_words_come_back_as_they_were(words: str) -> None:
    assert "".join(str(part) for part in parts(escape(words), NAMEABLE)) == words


def test_where_nothing_of_a_kind_is_declared_the_message_says_so() -> None:
    nothing = Nameable({**NAMEABLE.ids, "evidence": []}, [])

    with pytest.raises(WrongReference) as caught:
        list(parts("{evidence meetings}", nothing))

    assert caught.value.expected == "none is declared"
