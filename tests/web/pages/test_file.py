"""The file of an inspection: loaded, with what it changes; every version downloaded again."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.case_files import drawn
from tests.factories.world import World, bundle_of, move_to
from tests.factories.world import put_in as load_file
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.files import canonical_json
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.parts.models import Part
from trigpoint.record.models import Event
from trigpoint.rules.answers import AnswerWord

WHY = "Answers of the second week"


def put_in(client: Client, world: World, bundle: Bundle, reason: str = WHY, seen: str = "") -> str:
    file = SimpleUploadedFile("eastmere.json", canonical_json(bundle).encode())
    address = reverse("load_file", args=[world.inspection.reference])
    typed = {"seen": seen or seen_on(client.get(address).content.decode()), "reason": reason, "bundle": file}
    return words(client.post(address, typed, follow=True))


def seen_on(page: str) -> str:
    """What the form's page says of the versions that it showed."""
    field = re.search(r'name="seen" value="([^"]*)"', page)
    assert field is not None
    return unescape(field[1])


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_file_that_is_put_in_says_what_it_changes(world: World, as_: As) -> None:
    # Of a sample that was drawn no file can drop a case.
    client, whole = as_("lead-inspector"), bundle_of(world).model_copy(update={"certificate": None})
    part = bundle_of(world, whole=False)
    few = part.model_copy(update={"cases": part.cases[:3], "certificate": None})
    # The twin of the Trafford example has 14 cases with 744 answers; what a case has is counted here.
    answers = sum(len(one.answers) for one in few.cases)
    assert "The file is loaded: 14 cases; 744 answers; " in put_in(client, world, whole)
    said = put_in(client, world, few)
    assert f"The file is loaded: 3 cases, 14 before; {answers} answers, 744 before; " in said
    noted = few.model_copy(update={"notice": "Invented, and so noted."})
    said = put_in(client, world, noted)
    assert f"The file is loaded: 3 cases as before; {answers} answers as before" in said
    said = put_in(client, world, noted)
    assert "The file holds what the inspection holds already. Nothing was changed." in said


def test_whoever_has_something_else_to_correct_is_told_to_select_the_file_again(world: World, as_: As) -> None:
    lead = as_("lead-inspector")
    assert "Select the file again" not in words(lead.get(reverse("load_file", args=[world.inspection.reference])))
    put_in(lead, world, bundle_of(world))
    said = put_in(lead, world, bundle_of(world, whole=False), reason="")
    assert "Say why what the inspection holds is replaced" in said
    assert "of up to 2 MB. Select the file again: it is not kept with what you typed." in said


def test_the_page_where_the_file_is_corrected_lists_what_does_not_agree(sampled: World, as_: As) -> None:
    lead, address = as_("lead-inspector"), reverse("load_file", args=[sampled.inspection.reference])
    agreed = bundle_of(sampled)
    assert "What does not agree" not in words(lead.get(address))
    # Of the five cases in which 2.2.3 is relevant three are sufficient, as the report of February 2021 prints.
    wrong = "Planning was sufficient in all cases {2.2.3}."
    texts = agreed.texts.model_copy(update={"introduction": (*agreed.texts.introduction, wrong)})
    load_file(sampled, agreed.model_copy(update={"texts": texts}))
    said = words(lead.get(address))
    assert "What does not agree now" in said
    assert "3 of 5" in said
    assert f"In: {wrong}" in said


def test_every_version_stands_with_when_by_whom_and_why_and_any_is_taken_out(world: World, as_: As) -> None:
    client = as_("lead-inspector")
    address = reverse("download_file", args=[world.inspection.reference])
    whole, part = bundle_of(world), bundle_of(world, whole=False)
    load_file(world, whole, "")
    load_file(world, part, WHY)
    said = words(client.get(address))
    assert "Download version 2, the newest" in said
    assert "Invented lead-inspector What changed " in said
    assert f"Why {WHY} File Download version 2" in said
    older = client.post(address, {"version": "1"})
    version = json.loads(older.content)
    assert {part["stage"] for part in version.pop("brought_by_file")} == {"Planned"}
    assert version == json.loads(canonical_json(whole))
    assert older.headers["Content-Disposition"] == 'attachment; filename="eastmere-2027-version-1.json"'
    newest = client.post(address)
    version = json.loads(newest.content)
    assert {brought["times"] for brought in version.pop("brought_by_file")} >= {2}
    assert version == json.loads(canonical_json(part))
    assert newest.headers["Content-Disposition"] == 'attachment; filename="eastmere-2027.json"'
    taken = Event.objects.filter(kind="programme.bundle_taken_out").order_by("number")
    assert [one.after for one in taken] == [{"contents_version": 1}, {"contents_version": 2}]
    record = words(client.get(reverse("inspection_record", args=[world.inspection.reference])))
    assert "Invented lead-inspector downloaded version 1 of the inspection as a file." in record


@pytest.mark.usefixtures("as_intruder")
def test_what_is_no_version_is_not_found_and_what_was_altered_not_handed_out(world: World, as_: As) -> None:
    client = as_("lead-inspector")
    address = reverse("download_file", args=[world.inspection.reference])
    load_file(world, bundle_of(world), "")
    load_file(world, bundle_of(world, whole=False), WHY)
    for version in ("0", "3", "-1", "x", "", "٢", "9" * 40):
        assert client.post(address, {"version": version}).status_code == 404
    Part.objects.filter(name="cases", version=1).update(body="[]")
    answer = client.post(address, {"version": "1"})
    assert answer.status_code == 409
    assert "What the inspection 'eastmere-2027' held was altered" in words(answer)
    assert not Event.objects.filter(kind="programme.bundle_taken_out").exists()


def test_two_people_who_change_the_same_part_see_both_versions_and_the_second_may_replace_the_first(
    world: World, as_: As
) -> None:
    client, whole = as_("lead-inspector"), bundle_of(world)
    address = reverse("load_file", args=[world.inspection.reference])
    load_file(world, whole, "")
    opened = seen_on(client.get(address).content.decode())
    first, second = (whole.model_copy(update={"notice": f"Changed in the {which} tab."}) for which in ("one", "other"))
    assert "The file is loaded" in put_in(client, world, first, seen=opened)
    file = SimpleUploadedFile("eastmere.json", canonical_json(second).encode())
    refused = client.post(address, {"seen": opened, "reason": WHY, "bundle": file})
    assert refused.status_code == 422
    said = words(refused)
    assert "Someone else changed this since you opened it. Both versions are below." in said
    assert (
        "The notice, fieldwork, source and imprint notice: Changed in the other tab. notice: Changed in the one tab."
        in said
    )
    again = seen_on(refused.content.decode())
    assert "The file is loaded" in put_in(client, world, second, seen=again)
    assert live_bundle(world.inspection).notice == "Changed in the other tab."
    # Whoever changed another part meets nobody.
    listened = whole.model_copy(update={"recommendations": whole.recommendations[:1]})
    assert "The file is loaded" in put_in(client, world, listened, seen=opened)
    live = live_bundle(world.inspection)
    assert (live.notice, len(live.recommendations)) == ("Changed in the other tab.", 1)


def test_both_versions_of_the_cases_are_the_answers_that_differ_and_no_more(announced: World, as_: As) -> None:
    drawn(announced, 12, 8)
    client, inspection = as_("lead-inspector"), announced.inspection
    opened = seen_on(client.get(reverse("load_file", args=[inspection.reference])).content.decode())
    whole = live_bundle(inspection)
    first, second = (
        whole.model_copy(update={"cases": (*whole.cases[:-1], whole.cases[-1].model_copy(update={"answers": answers}))})
        for answers in ({"3.1.1": AnswerWord.YES}, {"3.1.1": AnswerWord.NO})
    )
    assert "The file is loaded" in put_in(client, announced, first, seen=opened)
    said = put_in(client, announced, second, seen=opened)
    last = whole.cases[-1].reference
    assert "What your file has What is there now" in said
    assert f"The cases and their answers {last}, answers, 3.1.1: no {last}, answers, 3.1.1: yes" in said
    assert "more" not in said.partition("Both versions")[2].partition("The inspection's file")[0]


def test_a_field_that_no_page_of_ours_sends_is_refused_and_no_fault(world: World, as_: As) -> None:
    address = reverse("load_file", args=[world.inspection.reference])
    file = SimpleUploadedFile("eastmere.json", canonical_json(bundle_of(world)).encode())
    assert as_("lead-inspector").post(address, {"seen": "[" * 5000, "bundle": file}).status_code == 422


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_once_published_nothing_can_be_put_in_and_no_form_is_shown(world: World, as_: As) -> None:
    move_to(world, "published")
    client = as_("lead-inspector")
    answer = client.get(reverse("load_file", args=[world.inspection.reference]))
    assert answer.status_code == 403
    assert "The inspection is published: what it holds can no longer be changed." in words(answer)
    assert "<input" not in answer.content.decode().split("<main", 1)[1]
    assert "Load from a file" not in words(client.get(reverse("inspection", args=[world.inspection.reference])))


def test_what_is_wrong_with_a_file_is_said_in_sentences(world: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("load_file", args=[world.inspection.reference])
    for name, text, says in (
        ("a.yaml", b"a: [1", "Line 2: found text that is not YAML: did not find expected ',' or ']'; expected YAML."),
        ("a.json", b'{"bundle_version": 2}', "To fix: "),
    ):
        typed = {"seen": "{}", "reason": "", "bundle": SimpleUploadedFile(name, text)}
        answer = client.post(address, typed)
        assert answer.status_code == 422
        assert says in words(answer)
        assert "; expected " in words(answer)
        assert "inspection.json" not in words(answer)


def test_a_file_in_another_encoding_is_said_to_be_one(world: World, as_: As) -> None:
    file = SimpleUploadedFile("a.json", '{"bundle_version": 1}'.encode("utf-16"))
    address = reverse("load_file", args=[world.inspection.reference])
    answer = as_("lead-inspector").post(address, {"seen": "{}", "bundle": file})
    assert "The file must be saved as UTF-8: this one is UTF-16" in words(answer)
