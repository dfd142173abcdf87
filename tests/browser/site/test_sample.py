"""From a bad list to a sample that the service draws again on its own machine, with JavaScript and without."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import JAVASCRIPT_AS_PROOF, Site
from tests.browser.site.test_journey import fill_date, press
from tests.cli.running import process
from tests.factories.case_files import HEADINGS, file_of, in_window, rows
from tests.factories.world import move_to

pytestmark = pytest.mark.browser


def upload(page: Page, base: str, file: Path, label: str) -> None:
    page.goto(base)
    page.get_by_role("button", name="Upload a case list").click()
    page.get_by_label(label, exact=True).check()
    page.get_by_label("Which case system is it from?").fill("Invented system")
    fill_date(page, "1", "11", "2026")
    page.get_by_label("The list").set_input_files(file)
    press(page, "Upload and check")


@pytest.mark.parametrize("javascript", JAVASCRIPT_AS_PROOF)
def test_a_bad_list_is_corrected_and_the_service_replays_the_draw(
    site: Site, javascript: bool, settings: LazySettings, tmp_path: Path
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world = site.world
    move_to(world, "announced")
    day = in_window(world)
    bad = "\n".join([HEADINGS.replace("Sex", "Zq"), *rows("court", 12, day), f"Ann Other,K9,{day},41,M,XYZ,low,low"])
    (tmp_path / "bad.csv").write_text(bad, encoding="utf-8")
    for case_type, number in (("court", 25), ("out_of_court", 30)):
        (tmp_path / f"{case_type}.csv").write_bytes(file_of(case_type, number, day))
    base = f"{site.address}/service/inspections/{world.inspection.reference}/case-lists/"

    officer = site.signed_in("data-officer", javascript=javascript)
    upload(officer, base, tmp_path / "bad.csv", "Court disposals")
    main = officer.locator("main")
    expect(main).to_contain_text("Which of your headings holds 'Sex'?")
    officer.get_by_role("group", name="Which of your headings holds 'Sex'?").get_by_label("Zq").check()
    press(officer, "Keep these answers")
    expect(main).to_contain_text("What does 'XYZ' mean in 'Disposal'?")
    officer.get_by_label("I do not know: I will mend it in the file").check()
    press(officer, "Keep these answers")
    expect(main).to_contain_text("The age 41 at disposal is not from 10 to 18")
    expect(main).to_contain_text("Names must never be sent.")
    expect(main).not_to_contain_text("Ann Other")
    expect(officer.get_by_role("button", name="Download the annotated copy")).to_have_count(1)
    expect(officer.get_by_role("button", name="Upload the mended list")).to_have_count(1)
    expect(officer.get_by_role("button", name="Send it to the inspectorate")).to_have_count(0)

    for case_type, label in (("court", "Court disposals"), ("out_of_court", "Out-of-court disposals")):
        upload(officer, base, tmp_path / f"{case_type}.csv", label)
        expect(main).to_contain_text("Ready to send")
        press(officer, "Send it to the inspectorate")
        expect(main).to_contain_text("Tick the box if what was read is the list that you mean to send")
        officer.get_by_label(f"Yes: {25 if case_type == 'court' else 30} cases of '{case_type}.csv'").check()
        press(officer, "Send it to the inspectorate")
        expect(main).to_contain_text("is with the inspectorate.")

    lead = site.signed_in("lead-inspector", javascript=javascript)
    lead.goto(f"{site.address}/inspections/{world.inspection.reference}/sample/")
    lead.get_by_role("button", name="Draw the sample").click()
    press(lead, "Draw it")
    # 22 of 25, and 22 × 40/60 = 14.7
    expect(lead.locator("main")).to_contain_text("22 of 25 eligible cases are read.")
    expect(lead.locator("main")).to_contain_text("15 of 30 eligible cases are read.")

    officer.goto(base)
    for name in ("certificate", "case list"):
        with officer.expect_download() as downloading:
            officer.get_by_role("link", name=name, exact=True).click()
        downloading.value.save_as(tmp_path / name)
    done = process("sample", "replay", str(tmp_path / "certificate"), str(tmp_path / "case list"))
    assert done.code == 0
    assert "identical" in done.out
