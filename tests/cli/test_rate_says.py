"""What `trigpoint rate` says of texts with brackets, of missing answers, of short rating names and of certainty."""

from pathlib import Path

from tests.cli.running import InProcess
from tests.factories.bundles import HARBOUR_SMALL, TWIN, values, written, written_json
from tests.factories.loaded import HARBOUR_FOLDER


def test_a_reference_with_brackets_is_printed_as_it_was_written(tmp_path: Path, trigpoint: InProcess) -> None:
    changed = values(TWIN)
    changed["cases"][0]["reference"], changed["cases"][1]["reference"] = "C[/1]", "[bold]C2"
    out = trigpoint("rate", str(written_json(tmp_path, changed)), "--explain", "2.1")
    assert out.code == 0
    assert "C[/1]" in out.out
    assert "[bold]C2" in out.out


def test_an_answer_that_is_missing_is_told_from_a_case_that_is_not_relevant(
    tmp_path: Path, trigpoint: InProcess
) -> None:
    # C2 is a case without factors related to keeping the child safe; C1 has them, and its answer is taken away.
    changed = values(TWIN)
    del changed["cases"][0]["answers"]["2.2.2"]
    lines = trigpoint("rate", str(written_json(tmp_path, changed)), "--explain", "2.2").out.splitlines()
    answers = {line.split()[0]: line.split()[1:] for line in lines if line.startswith(("C1 ", "C2 "))}
    assert answers == {"C1": ["yes", "?", "yes"], "C2": ["yes", "–", "–"]}


def test_columns_stay_apart_where_the_rating_names_are_short(tmp_path: Path, trigpoint: InProcess) -> None:
    file = written(tmp_path, start=HARBOUR_SMALL)
    out = trigpoint("rate", str(file), "--framework", str(HARBOUR_FOLDER))
    assert "By the rules   Final" in out.out
    assert "Not yet rated  Not yet rated" in out.out


def test_how_sure_the_overall_rating_is_stands_under_it_where_cases_were_sampled(trigpoint: InProcess) -> None:
    out = trigpoint("rate", str(TWIN))
    assert "How sure:     By the rules, Requires improvement in " in out.out
    assert "The number of eligible cases is assumed." in " ".join(out.out.split())


def test_where_it_cannot_be_said_how_sure_a_rating_is_the_reason_is_given(trigpoint: InProcess) -> None:
    out = trigpoint("rate", "examples/trafford-2021", "--explain", "2.1")
    assert "Not shown: only tallies are known." in out.out


def test_a_character_that_the_typeface_lacks_is_told_with_its_line_and_nothing_is_written(
    tmp_path: Path, trigpoint: InProcess
) -> None:
    file = written(tmp_path, "texts:\n  introduction:\n    - One.\n    - A smile ☺ and a 😀.\n")
    out = trigpoint("report", str(file), "--out", str(tmp_path / "out"), "--format", "pdf")
    assert out.code == 2
    assert f"{file}, line 13" in out.err
    assert "which the typeface of the report does not have" in out.err
    assert not (tmp_path / "out").exists()
