"""The open data: strangers' tools can read it as it says it is, and the ratings can be worked out from it again."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from csvw import CSVW
from frictionless import Package, system

from tests.factories.loaded import HARBOUR
from tests.factories.trafford import PUBLISHED
from trigpoint.bundle.cases import TallyRecord
from trigpoint.bundle.files import LoadedBundle, canonical_json, load_bundle
from trigpoint.bundle.findings import Recommendation
from trigpoint.bundle.model import Bundle, FrameworkPin, Inspection, Printed, Service
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.open_data import csv_text, write_open_data
from trigpoint.report.tables.table import DataTable, Field

# gptables 2.0.2 is written for pandas 2.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gptables")

EXAMPLES = Path(__file__).parents[2] / "examples"
BOTH = ("trafford-2021", "trafford-2021-cases")


@cache
def example(name: str) -> LoadedBundle:
    return load_bundle(EXAMPLES / name)


@pytest.fixture(scope="module", params=BOTH)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp(str(request.param))
    write_open_data(written, rated_bundle(example(str(request.param))))
    return written


def lines(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_data_package_is_valid(folder: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(list(folder.glob("*.csv")))


def test_the_tables_read_by_their_csvw_description_have_the_declared_types(folder: Path) -> None:
    group = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert group.is_valid
    tables = {str(table.url): table for table in group.tables}
    assert set(tables) == {file.name for file in folder.glob("*.csv")}
    first = next(iter(tables["questions.csv"]))
    assert (first["question"], first["relevant"], first["percent_exact"]) == ("2.1.1", 8, Decimal("62.5"))
    assert (first["lowest"], first["band"]) == (False, "Requires improvement")
    assert next(iter(tables["standards.csv"]))["in_overall"] is True


def test_every_foreign_key_of_the_csvw_description_holds_and_every_primary_key_is_unique(folder: Path) -> None:
    group = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in group["tables"]:
        name, schema = table["url"].removesuffix(".csv"), table["tableSchema"]
        keys = [tuple(row[one] for one in schema["primaryKey"]) for row in lines(folder, name)]
        assert len(keys) == len(set(keys)), name
        for key in schema["foreignKeys"]:
            ((own,), other) = key["columnReference"], key["reference"]
            there = {row[other["columnReference"][0]] for row in lines(folder, other["resource"].removesuffix(".csv"))}
            assert {row[own] for row in lines(folder, name)} - {""} <= there, (name, own)


def rated_again(folder: Path) -> Iterator[tuple[str, str]]:
    """Rate the standards from the files alone, by the words of the method: the band of the lowest key question."""
    bands = [band for band in lines(folder, "bands") if band["applies_to"] == "key question"]
    score = {one["rating"]: int(one["score"]) for one in lines(folder, "ratings")}
    for standard in lines(folder, "standards"):
        found = [standard["rating"]] if standard["basis"] == "judged" else []
        for row in lines(folder, "questions"):
            if row["standard"] == standard["standard"] and row["kind"] == "key question":
                percent = int(Decimal(100 * int(row["yes"])) / int(row["relevant"]) + Decimal("0.5"))
                found += [band["rating"] for band in bands if int(band["first"]) <= percent <= int(band["last"])]
        yield standard["standard"], min(found, key=lambda rating: score[rating])


def test_the_ratings_by_the_rules_can_be_worked_out_again_from_the_files(folder: Path) -> None:
    before = {one: moved[0] for one, moved in PUBLISHED["discretion"].items()}
    again = dict(rated_again(folder))
    assert again == PUBLISHED["ratings"] | before
    assert {row["standard"]: row["rating_by_rules"] for row in lines(folder, "standards")} == again
    scores = {one["rating"]: int(one["score"]) for one in lines(folder, "ratings")}
    assert str(sum(scores[rating] for rating in again.values())) == lines(folder, "overall")[0]["score"] == "17"


def test_without_cases_nothing_is_said_of_stability(tmp_path: Path) -> None:
    write_open_data(tmp_path, rated_bundle(example("trafford-2021")))
    assert not (tmp_path / "stability.csv").exists()


def test_probabilities_of_each_rating_add_up_to_all_draws(tmp_path: Path) -> None:
    write_open_data(tmp_path, rated_bundle(example("trafford-2021-cases")))
    spread = lines(tmp_path, "stability")
    of = {row["rating_of"] for row in spread}
    assert "overall" in of
    for one in of:
        rows = [row for row in spread if row["rating_of"] == one]
        assert sum(int(row["draws_with"]) for row in rows) == int(rows[0]["draws"]) == 10_000
        assert [row["by_the_rules"] for row in rows].count("true") == 1


def test_bundle_and_spreadsheet_lie_beside_the_tables(folder: Path) -> None:
    bundle = load_bundle(folder / "inspection.json").bundle
    assert canonical_json(bundle) == (folder / "inspection.json").read_text(encoding="utf-8")
    assert (folder / f"{bundle.inspection.reference}.xlsx").read_bytes().startswith(b"PK")


def test_the_same_inspection_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    name = load_bundle(folder / "inspection.json").bundle.inspection.reference
    write_open_data(tmp_path / "new" / "folder", rated_bundle(load_bundle(EXAMPLES / name)))
    again = {file.name: file.read_bytes() for file in (tmp_path / "new" / "folder").iterdir()}
    assert again == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_files_are_utf_8_with_a_header_row_line_feeds_and_the_digest_that_the_package_says(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = content.decode("utf-8").split("\n")[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_source_licence_and_notice_are_in_both_descriptions(tmp_path: Path) -> None:
    loaded = example("trafford-2021-cases")
    write_open_data(tmp_path, rated_bundle(loaded))
    address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [
        {"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0", "path": address},
    ]
    group = json.loads((tmp_path / "csv-metadata.json").read_text(encoding="utf-8"))
    assert group["dc:license"] == {"@id": address}
    assert group["dc:source"] == package["sources"][0]["title"] == loaded.bundle.inspection.source
    for description in (package["description"], group["dc:description"]):
        assert description.startswith(loaded.bundle.notice or "?")


@pytest.mark.parametrize(("licence", "said"), [(None, None), ("Ask us", [{"name": "Ask-us", "title": "Ask us"}])])
def test_another_licence_is_named_as_it_is_given_and_none_is_left_out(
    licence: str | None, said: object, tmp_path: Path
) -> None:
    loaded = example("trafford-2021")
    inspection = loaded.bundle.inspection.model_copy(update={"licence": licence, "source": None})
    bundle = loaded.bundle.model_copy(update={"inspection": inspection})
    write_open_data(tmp_path, rated_bundle(replace(loaded, bundle=bundle)))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    group = json.loads((tmp_path / "csv-metadata.json").read_text(encoding="utf-8"))
    assert package.get("licenses") == said
    assert group.get("dc:license") == licence
    assert "sources" not in package
    assert "dc:source" not in group


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("'tis so", "''tis so"),
        ("\t=1", "'=1"),
        ("a=b", "a=b"),
        ("two\r\nlines", "two lines"),
    ],
)
def test_no_text_is_a_formula_and_one_apostrophe_taken_away_gives_it_back(text: str, written: str) -> None:
    table = DataTable("t", "T", "", (Field("a", "A", "string", ""),), ((text,),), key=("a",))
    assert csv_text(table) == f"a\n{written}\n"


def test_what_is_not_known_of_another_framework_is_left_empty(tmp_path: Path) -> None:
    loaded = example("trafford-2021")
    inspection = Inspection(
        reference="harbour",
        title="Harbour",
        service=Service(name="Pilots", short_name="Pilots"),
        inspectorate="Nobody",
    )
    bundle = Bundle(
        bundle_version=1,
        inspection=inspection,
        framework=FrameworkPin(id=HARBOUR.id, digest=HARBOUR.digest),
        tallies={"3.3.1": TallyRecord(yes=3, relevant=4), "6.1.1": TallyRecord(yes=0, relevant=0)},
        printed=Printed(ratings={"2.2": "Sound"}),
    )
    write_open_data(tmp_path, rated_bundle(replace(loaded, bundle=bundle, framework=HARBOUR)))
    assert not (tmp_path / "overall.csv").exists()
    standards = {row["standard"]: row for row in lines(tmp_path, "standards")}
    assert (standards["2.2"]["rating_by_rules"], standards["2.2"]["rating"]) == ("", "Sound")
    assert standards["6.1"]["in_overall"] == "false"
    assert standards["6.1"]["reason"] == "No case is relevant to any of its key questions."
    counted = {row["question"]: (row["relevant"], row["yes"], row["percent"]) for row in lines(tmp_path, "questions")}
    assert counted == {
        "3.3.1": ("4", "3", "75"),  # the count beside it is missing, yet it has a band of its own
        "3.3.2": ("", "", ""),
        "3.3.2.1": ("", "", ""),
        "6.1.1": ("0", "0", ""),
        "6.1.1.1": ("", "", ""),
    }
    with system.use_context(trusted=True):
        assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_figures_named_in_texts_are_written_out(tmp_path: Path) -> None:
    loaded = example("trafford-2021")
    advice = (Recommendation(addressee="Board", text="Look at {2.1.2 share} and {2.1 rating}."),)
    write_open_data(
        tmp_path, rated_bundle(replace(loaded, bundle=loaded.bundle.model_copy(update={"recommendations": advice})))
    )
    assert lines(tmp_path, "recommendations")[0]["text"] == "Look at 3 of 8 and Requires improvement."


def test_true_false_decimals_and_nothing_are_written_as_declared() -> None:
    fields = tuple(Field(name, name, "string", "", "not known") for name in "abcd")
    table = DataTable("t", "T", "", fields, ((True, False, Decimal("1E+2"), None),), key=("a",))
    assert csv_text(table) == "a,b,c,d\ntrue,false,100,\n"


def test_a_table_refuses_an_empty_cell_where_none_may_be_and_a_row_that_is_too_short() -> None:
    field = Field("a", "A", "string", "")
    with pytest.raises(ValueError, match="'a' is empty"):
        DataTable("t", "T", "", (field,), ((None,),), key=("a",))
    with pytest.raises(ValueError, match="shorter"):
        DataTable("t", "T", "", (field,), ((),), key=("a",))
