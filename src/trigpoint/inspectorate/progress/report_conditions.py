"""What must be true of a report before it is sent to the service, signed and published: one function a condition."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from trigpoint.english import count_of, long_date
from trigpoint.inspectorate.progress.asking import answers, asking
from trigpoint.inspectorate.progress.facts import WITH_SERVICE, Facts
from trigpoint.inspectorate.progress.remedies import LEADS, PLANNERS, Condition, Page, Remedy, open_still, unless
from trigpoint.inspectorate.publishing.access import first_day_of
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import ANSWERED
from trigpoint.people.roles import RoleKey

Purpose = Request.Purpose
PANEL: Final = (RoleKey.PANEL_CHAIR, RoleKey.PANEL_MEMBER)
SIGNING: Final = (RoleKey.DIRECTOR,)


def discretion_is_settled(facts: Facts) -> Condition:
    words = "The panel has decided wherever discretion is open: 'used', or 'considered and not used'"
    contents = facts.contents
    if contents is None:
        return open_still(words, "The inspection holds nothing yet.", _by_file("Load the ratings"))
    number = count_of(len(contents.undecided), "standard")
    missing = f"No decision is recorded on {', '.join(contents.undecided)}."
    decide = Remedy(f"Decide about discretion on {number}", PANEL, Page.RATINGS)
    record = _by_file(f"Record what the panel decides on {number}")
    return unless(not contents.undecided, words, missing, decide, record)


def ratings_are_final(facts: Facts) -> Condition:
    is_met = facts.contents is not None and facts.contents.complete
    complete = Remedy("Complete the ratings that are not final", LEADS, Page.RATINGS)
    return unless(is_met, "Every rating is final", "Some standards have no final rating yet.", complete)


def report_is_written(facts: Facts) -> Condition:
    words = "The report has its introduction, findings and recommendations"
    contents = facts.contents
    if contents is None:
        return open_still(words, "The inspection holds nothing yet.", _by_file("Write the report"))
    missing = []
    if not contents.has_introduction:
        missing.append("an introduction")
    if contents.unwritten:
        missing.append(f"findings on {', '.join(contents.unwritten)}")
    if not contents.recommendations:
        missing.append("recommendations")
    sentence = f"Not yet written: {'; '.join(missing)}."
    edit = Remedy("Write what the report lacks, with the lead inspector", (RoleKey.EDITOR,), Page.REPORT)
    return unless(not missing, words, sentence, _by_file("Write what the report lacks"), edit)


def figures_agree(facts: Facts) -> Condition:
    words = "Texts, figures and ratings agree with one another"
    if facts.contents is None:
        return open_still(words, "The inspection holds nothing yet.", _by_file("Write the report"))
    number = facts.contents.findings
    missing = f"{count_of(number, 'thing does', 'things do')} not agree."
    mend = _by_file(f"Mend {count_of(number, 'thing')} that {'does' if number == 1 else 'do'} not agree")
    return unless(not number, words, missing, mend)


def draft_is_sent(facts: Facts) -> Condition:
    words = "The draft report has been sent to the service to be checked"
    sent = facts.requests_for(Purpose.FACTUAL_ACCURACY, *WITH_SERVICE)
    if any(row.pk in facts.rows.drafts for row in sent):
        return Condition(words)
    missing = f"No request '{Purpose.FACTUAL_ACCURACY.label}' with the draft report has been sent to the service."
    return open_still(words, missing, asking(facts, Purpose.FACTUAL_ACCURACY))


def draft_is_checked(facts: Facts) -> Condition:
    words = "The service has answered the draft, point by point"
    if facts.requests_for(Purpose.FACTUAL_ACCURACY, *ANSWERED):
        return Condition(words)
    missing = f"No request '{Purpose.FACTUAL_ACCURACY.label}' has been answered by the service."
    remedies = answers(facts, Purpose.FACTUAL_ACCURACY) or (asking(facts, Purpose.FACTUAL_ACCURACY),)
    return open_still(words, missing, *remedies)


def dates_are_in_order(facts: Facts) -> Condition:
    words = "Fieldwork, report and publication follow one another, and none is still to come"
    faults = tuple(_dates_out_of_order(facts))
    remedies = dict.fromkeys(remedy for _, remedy in faults)
    return unless(not faults, words, " ".join(sentence for sentence, _ in faults), *remedies)


def _dates_out_of_order(facts: Facts) -> Iterator[tuple[str, Remedy]]:
    """Each fault in a sentence, with what is done about it."""
    site_date, signature = facts.site_date, facts.rows.signature
    wait = Remedy("Wait for the case week, or take the inspection back and move the site date", LEADS, Page.TAKE_BACK)
    if site_date is None:
        yield "There is no site date.", replace(wait, act="Take the inspection back and set the site date")
    elif site_date >= facts.on:
        yield f"The case week, from {long_date(site_date)}, is still to come.", wait
    printed = facts.contents.fieldwork if facts.contents else ""
    fieldwork = _printed_day(printed)
    if fieldwork is not None and fieldwork > facts.on:
        sentence = f"The report says that fieldwork was in '{printed}', which is still to come."
        yield sentence, _by_file("Correct the dates of the report")
    if signature is not None and site_date is not None and signature.signed_on <= site_date:
        sign = Remedy("Sign the report again, after the case week", SIGNING, Page.SIGN)
        # Signed again today it would be before the case week once more.
        yield "The report was signed before the case week.", sign if site_date < facts.on else wait


def _printed_day(printed: str) -> date | None:
    """The first day that printed words may mean; of '19 to 22 October 2020' the last one. None where none is read."""
    return first_day_of(printed) or first_day_of(printed.rpartition(" to ")[2])


def report_is_signed(facts: Facts) -> Condition:
    words = "The director has signed the report as it is now"
    signature, contents = facts.rows.signature, facts.contents
    if signature and contents and signature.contents == contents.digest:
        return Condition(words)
    missing = "Nobody has signed it."
    if signature:
        missing = f"It was changed after {signature.signed_by.name} signed it on {long_date(signature.signed_on)}."
    return open_still(words, missing, Remedy("Sign the report", SIGNING, Page.SIGN))


def publishing_day_has_come(facts: Facts) -> Condition:
    words = "The day of publication, which was set with the signature, has come"
    signature = facts.rows.signature
    if signature is None:
        return open_still(words, "No day is set.", Remedy("Sign the report", SIGNING, Page.SIGN))
    day = signature.publish_on
    publish = Remedy(f"Publish the report on {long_date(day)}", PLANNERS, Page.MOVE_ON, due=day)
    return unless(day <= facts.on, words, f"It is to be published on {long_date(day)}.", publish)


def _by_file(act: str) -> Remedy:
    return Remedy(act, LEADS, Page.LOAD_FILE)
