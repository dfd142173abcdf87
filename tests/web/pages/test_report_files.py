"""The files of a report on the site: what they are, made once, one at a time, and never what somebody has altered."""

import fcntl
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.world import World, bundle_of, move_to, put_in, today
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.people.standing import operator
from trigpoint.report.files import REPORT_FILES
from trigpoint.report.typesetting import TypesettingError
from trigpoint.web.edge import report_files

TRAFFORD = "trafford-2021"


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "report-files"


@pytest.fixture
def published(world: World) -> None:
    load_inspection(loaded=load_bundle(Path("examples/trafford-2021")), by=operator(today()))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are made; each is a few bytes, as what is in one is tested where it is made."""
    names: list[str] = []

    def make(report: RatedBundle, name: str) -> bytes:
        names.append(name)
        return f"{name} of {report.bundle.inspection.reference}".encode()

    monkeypatch.setattr(report_files, "made_file", make)
    return names


def address(file: str, reference: str = TRAFFORD) -> str:
    return reverse("published_file", args=[reference, file])


@pytest.mark.usefixtures("published")
def test_everybody_can_save_the_pdf_and_the_data_of_what_is_published(client: Client) -> None:
    pdf = client.get(address("report.pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="trafford-2021-report.pdf"'
    data = client.get(address("data.zip"))
    with ZipFile(io.BytesIO(data.content)) as archive:
        assert {"standards.csv", "questions.csv", "datapackage.json", "inspection.json"} <= set(archive.namelist())
        assert b"2.1,Assessment" in archive.read("standards.csv")


@pytest.mark.usefixtures("published")
def test_page_and_report_lead_to_every_file_and_each_has_its_media_type_and_name(
    client: Client, made: list[str]
) -> None:
    for page in ("published_inspection", "published_report"):
        shown = client.get(reverse(page, args=[TRAFFORD])).content.decode()
        assert all(f'href="{address(name)}"' in shown for name in REPORT_FILES)
    for name, file in REPORT_FILES.items():
        answer = client.get(address(name))
        assert answer.headers["Content-Type"] == file.media_type
        assert answer.headers["Content-Disposition"] == f'attachment; filename="trafford-2021-{name}"'
    assert made == list(REPORT_FILES)


@pytest.mark.usefixtures("published")
def test_a_file_is_made_once_and_a_name_that_is_none_of_them_is_not_there(client: Client, made: list[str]) -> None:
    assert client.get(address("report.docx")).content == client.get(address("report.docx")).content
    assert made == ["report.docx"]
    for name in ("report.exe", "lock", "..", "inspection.yaml"):
        assert client.get(f"/published/{TRAFFORD}/report/{name}").status_code == 404
    assert client.get(address("report.pdf", "no-such")).status_code == 404


@pytest.mark.usefixtures("published")
def test_another_version_of_the_program_makes_a_file_anew(
    client: Client, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(address("report.pdf"))
    monkeypatch.setattr(report_files, "_program", lambda: "another")
    client.get(address("report.pdf"))
    assert made == ["report.pdf"] * 2


@pytest.mark.usefixtures("published")
def test_a_kept_file_that_somebody_altered_is_made_anew_and_not_given_out(
    client: Client, made: list[str], folder: Path
) -> None:
    first = client.get(address("report.pdf")).content
    (kept,) = folder.glob("*.pdf")
    kept.write_bytes(kept.read_bytes()[:32] + b"Outstanding throughout")
    assert client.get(address("report.pdf")).content == first
    kept.write_bytes(b"")
    assert client.get(address("report.pdf")).content == first
    assert made == ["report.pdf"] * 3


@pytest.mark.usefixtures("published")
def test_while_a_machine_makes_a_file_others_are_asked_to_come_back_and_kept_files_are_given_out(
    client: Client, made: list[str], folder: Path
) -> None:
    client.get(address("report.pdf"))
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert client.get(address("report.pdf")).status_code == 200
        answer = client.get(address("report.docx"))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Come back in a moment" in words(answer)
    assert client.get(address("report.docx")).status_code == 200
    assert made == ["report.pdf", "report.docx"]


@pytest.mark.usefixtures("published", "made")
def test_no_more_files_are_kept_than_the_limit_and_the_oldest_go(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_files, "MOST_KEPT", 2)
    for name in ("report.pdf", "report.docx", "data.zip"):
        client.get(address(name))
    assert sorted(path.suffix for path in folder.iterdir() if path.name != "lock") == [".docx", ".zip"]
    assert {oct(path.stat().st_mode & 0o077) for path in folder.iterdir()} == {"0o0"}


@pytest.mark.usefixtures("published")
def test_what_cannot_be_printed_is_said_in_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(report: RatedBundle, name: str) -> bytes:
        raise TypesettingError("The report could not be typeset: a sign is missing.")

    monkeypatch.setattr(report_files, "made_file", refuse)
    answer = client.get(address("report.pdf"))
    assert answer.status_code == 403
    assert "a sign is missing. Somebody has to correct the text first." in words(answer)


@pytest.mark.usefixtures("published", "made")
def test_a_file_of_an_edition_that_was_altered_is_never_given_out_though_it_was_made_before(client: Client) -> None:
    assert client.get(address("report.pdf")).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_edition SET overall = 'Outstanding'")
    assert Edition.objects.get().overall == "Outstanding"
    assert client.get(address("report.pdf")).status_code == 409


def test_the_files_of_a_draft_are_for_whoever_sees_the_inspection_and_hold_no_single_case(
    world: World, as_: As, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = world.inspection.reference
    own = reverse("inspection_report_file", args=[reference, "inspection.json"])
    assert as_("editor").get(own).status_code == 403
    put_in(world, bundle_of(world))
    monkeypatch.undo()
    answer = as_("editor").get(own)
    bundle = json.loads(answer.content)
    assert "2.1.1" in bundle["tallies"]
    assert "cases" not in bundle
    assert "certificate" not in bundle
    assert as_("service-manager").get(own).status_code == 404
    assert f'href="{own}"' in as_("editor").get(reverse("inspection_report", args=[reference])).content.decode()


def test_a_draft_that_changed_has_other_files(world: World, as_: As, made: list[str]) -> None:
    address = reverse("inspection_report_file", args=[world.inspection.reference, "report.pdf"])
    put_in(world, bundle_of(world, whole=False))
    as_("editor").get(address)
    as_("editor").get(address)
    put_in(world, bundle_of(world))
    as_("editor").get(address)
    assert made == ["report.pdf"] * 2


def test_nothing_is_a_file_before_it_is_published(world: World, client: Client, made: list[str]) -> None:
    move_to(world, "draft")
    assert client.get(address("report.pdf", world.inspection.reference)).status_code == 404
    assert made == []
