"""What leaves the inspectorate tells of no single child: no format has a case, or a small group with its number."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from csvw import CSVW
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.factories.loaded import YOUTH
from tests.factories.random_bundles import bundles
from tests.factories.samples import certificate, listed
from tests.shapes.ness import ferry, ness
from trigpoint.bundle.certificate import shape_of
from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.context import SampleRecord
from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.html import html
from trigpoint.report.open_data import write_open_data
from trigpoint.report.pdf import pdf
from trigpoint.report.published_bundle import published_bundle
from trigpoint.report.word import word

# gptables 2.0.2 is written for pandas 2.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gptables")

MARK = "QX7"
"""In the reference of every case."""
EXAMPLE = Path(__file__).parents[2] / "examples" / "trafford-2021-cases"


@cache
def inspection() -> LoadedBundle:
    """The example with the certificate of a draw of 42 court cases, of low, medium and high risk 30, 10 and 2.

    Before it one case was excluded and one of a child with two cases left out; one left the sample afterwards.
    """
    loaded = load_bundle(EXAMPLE)
    cases = tuple(case.model_copy(update={"reference": f"{MARK}{case.reference}"}) for case in loaded.bundle.cases)
    risks = [*["low"] * 30, *["medium"] * 10, *["high"] * 2]
    court = [listed(f"C{MARK}{n:03}", ("male", "female")[n % 2], risk, day=2) for n, risk in enumerate(risks)]
    court += [listed(f"C{MARK}900"), listed(f"C{MARK}901", child=f"K-C{MARK}001")]
    exclusions = {f"C{MARK}900": "The child has moved away"}
    gone = certificate(court, exclusions=exclusions).sample.types[0].chosen[0]
    drawn = certificate(court, exclusions=exclusions, taken_out=[(gone, "A serious incident")])
    return replace(loaded, bundle=loaded.bundle.model_copy(update={"cases": cases, "certificate": shape_of(drawn)}))


def report() -> RatedBundle:
    return rated_bundle(inspection())


@cache
def page() -> str:
    return html(compose(report()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("leaves")
    write_open_data(written, report())
    return written


@pytest.fixture(scope="module")
def by_name(folder: Path) -> dict[str, str]:
    """Every format that leaves, as the text that it holds."""
    return dict(texts(folder))


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each format with its text; the page without the marks around its long words."""
    document = compose(report())
    yield "html", re.sub(r'<span class="long-word">(.*?)</span>', r"\1", page())
    yield "pdf", "".join(pdf_page.extract_text() for pdf_page in PdfReader(io.BytesIO(pdf(document))).pages)
    yield "word", _unzipped(word(document))
    for file in folder.iterdir():
        yield file.name, _unzipped(file.read_bytes()) if file.suffix == ".xlsx" else file.read_text("utf-8")


def _unzipped(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.proof
def test_no_format_names_a_case_or_a_reason_of_one(by_name: dict[str, str]) -> None:
    assert MARK in inspection().bundle.model_dump_json()
    assert {"html", "pdf", "word", "inspection.json", "sample.csv"} <= set(by_name)
    for name, text in by_name.items():
        for secret in (MARK, "moved away", "serious incident"):
            assert secret not in text, name


@pytest.mark.proof
def test_nothing_lets_a_reader_try_out_what_the_case_list_may_say(by_name: dict[str, str]) -> None:
    """The hash of rows with few words each answers guesses; that of the certificate does so for whoever has its seed."""
    certificate = inspection().bundle.certificate
    assert certificate is not None
    for name, text in by_name.items():
        # A PDF breaks lines within a hash.
        packed = "".join(text.split())
        assert certificate.list_sha256 not in packed, name
        assert "".join(certificate.seed.seed.split()) not in packed, name
    for name in ("html", "pdf", "word"):
        assert certificate.seed.commitment in "".join(by_name[name].split()), name


@pytest.mark.proof
def test_every_document_hides_a_small_group_and_the_smallest_beside_it(by_name: dict[str, str]) -> None:
    assert 'row-name">High</th>' in page()
    # Two groups, with four numbers each.
    assert page().count("hidden</span></td>") == 8
    for name in ("html", "pdf", "word"):
        assert "so are those of groups that would give them away." in " ".join(by_name[name].split()), name


def test_the_spreadsheet_has_the_analysts_sign_for_what_is_confidential(folder: Path) -> None:
    (file,) = folder.glob("*.xlsx")
    sheet = load_workbook(file)["Sample"]
    (table,) = sheet.tables.values()
    cells = {line[2].value: [cell.value for cell in line[3:]] for line in sheet[table.ref][1:]}
    assert cells["High"] == cells["Medium"] == ["[c]"] * 3
    assert cells["Low"][0] == 30
    assert "[c] = confidential" in [line[0].value for line in sheet.iter_rows(max_row=6)]


def test_the_csv_has_an_empty_cell_and_its_description_says_why(folder: Path) -> None:
    lines = list(csv.DictReader(io.StringIO((folder / "sample.csv").read_text("utf-8"))))
    hidden = [(line["value"], line["eligible"], line["sample"], line["margin_of_error"]) for line in lines]
    assert {("Medium", "", "", ""), ("High", "", "", "")} <= set(hidden)
    (table,) = (
        table
        for table in CSVW(str(folder / "csv-metadata.json"), validate=True).tables
        if str(table.url) == "sample.csv"
    )
    assert [row["eligible"] for row in table if row["value"] in ("Low", "High")] == [30, None]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (resource,) = (resource for resource in package["resources"] if resource["name"] == "sample")
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["eligible"]["description"].endswith("Empty where it is hidden.")
    assert fields["eligible"]["constraints"] == {"required": False}


def test_the_data_package_is_valid_with_hidden_numbers(folder: Path) -> None:
    with system.use_context(trusted=True):
        validated = Package(str(folder / "datapackage.json")).validate()
    assert validated.valid, validated.flatten(["title", "message"])


def test_the_published_bundle_gives_the_same_ratings_from_the_same_counts() -> None:
    before = report()
    bundle = Bundle.model_validate_json(published_bundle(before).model_dump_json(by_alias=True))
    assert list(nonconformities(bundle, YOUTH)) == []
    again = RatedBundle("published", bundle, YOUTH)
    assert (bundle.cases, bundle.certificate) == ((), None)
    assert (again.rated.rules, again.rated.final, again.rated.gaps) == (before.rated.rules, before.rated.final, ())
    for result in before.rated.standards:
        same = again.rated.standard(result.standard.id)
        assert (same.rules, same.final) == (result.rules, result.final)
        assert [question.tally for question in same.key_questions] == [
            question.tally for question in result.key_questions
        ]
        assert [prompt.tally for question in same.key_questions for prompt in question.prompts] == [
            prompt.tally for question in result.key_questions for prompt in question.prompts
        ]


def test_a_bundle_without_cases_is_published_as_it_is_but_for_small_parts_of_its_sample() -> None:
    loaded = load_bundle(EXAMPLE.with_name("trafford-2021"))
    # 7 community sentences and 1 custodial one; 4 cautions and 2 resolutions.
    published = published_bundle(rated_bundle(loaded))
    assert [sample.made_up_of for sample in published.sample] == [{}, {}]
    whole = [sample.model_copy(update={"made_up_of": {}}) for sample in loaded.bundle.sample]
    assert published == loaded.bundle.model_copy(update={"sample": tuple(whole)})


def test_parts_of_a_sample_that_are_large_enough_stay() -> None:
    loaded = load_bundle(EXAMPLE.with_name("trafford-2021"))
    parts = {"disposal": {"community_sentence": 7, "custodial_sentence": 5}}
    sample = (SampleRecord(case_type="court", read=12, made_up_of=parts), *loaded.bundle.sample[1:])
    bundle = loaded.bundle.model_copy(update={"sample": sample})
    large = replace(loaded, bundle=bundle)
    assert published_bundle(rated_bundle(large)).sample[0] == sample[0]
    assert "They were 7 community sentences and 5 custodial sentences." in html(compose(rated_bundle(large)))


def test_an_answer_that_is_missing_is_missing_in_what_is_published() -> None:
    loaded = load_bundle(EXAMPLE)
    first, *others = loaded.bundle.cases
    answers = {question: answer for question, answer in first.answers.items() if question != "2.1.2"}
    bundle = loaded.bundle.model_copy(update={"cases": (first.model_copy(update={"answers": answers}), *others)})
    published = published_bundle(rated_bundle(replace(loaded, bundle=bundle)))
    assert "2.1.2" not in published.tallies
    assert RatedBundle("published", published, YOUTH).rated.standard("2.1").rules is None


@pytest.mark.parametrize("inspection_of", [ness, ferry], ids=["graded answers", "informed judgements"])
def test_under_frameworks_of_other_shapes_the_ratings_are_the_same(inspection_of: Callable[[], RatedBundle]) -> None:
    before = inspection_of()
    published = published_bundle(before)
    assert before.bundle.cases
    assert published.cases == ()
    assert list(nonconformities(published, before.framework)) == []
    again = RatedBundle("published", published, before.framework)
    assert [result.final for result in again.rated.standards] == [result.final for result in before.rated.standards]
    assert again.rated.final == before.rated.final


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(bundles())
def test_whatever_conforms_is_published_without_its_cases_and_rated_the_same(bundle: Bundle) -> None:
    before = RatedBundle("recorded", bundle, YOUTH)
    published = published_bundle(before)
    assert list(nonconformities(published, YOUTH)) == []
    assert (published.cases, published.certificate) == ((), None)
    again = RatedBundle("published", published, YOUTH)
    assert [result.rules for result in again.rated.standards] == [result.rules for result in before.rated.standards]
    assert again.rated.final == before.rated.final
