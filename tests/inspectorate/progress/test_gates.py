"""What each gate asks for, on facts made by hand: nothing enters a stage that is not true, and it says who sees to it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.programme.holders import Asked, Holder, People
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import STAGES
from trigpoint.inspectorate.progress.conditions import CONDITIONS, checklist
from trigpoint.inspectorate.progress.contents import HeldContents
from trigpoint.inspectorate.progress.facts import Facts
from trigpoint.inspectorate.progress.gathering import Gathered, SampleFacts
from trigpoint.inspectorate.progress.remedies import ANSWERING, SENDING_LISTS
from trigpoint.inspectorate.publishing.models import Signature
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.waiting.deciding import waiting_on
from trigpoint.people.models import Organisation, Person
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import ROLES, RoleKey

ON = date(2027, 6, 4)
LEAD, READER = Holder(uuid4(), "Bryn"), Holder(uuid4(), "Dev")
WHOLE = HeldContents(
    digest="d1",
    has_sample=True,
    cases=("C1", "O1"),
    open_cases=frozenset(),
    missing_in_cases="",
    has_tallies=False,
    drawn_for=date(2027, 3, 1),
    unrated=(),
    unjudged=(),
    undecided=(),
    unwritten=(),
    complete_by_the_rules=True,
    complete=True,
    findings=0,
    has_introduction=True,
    recommendations=2,
    fieldwork="March 2027",
    overall="Good",
)
SAMPLE = SampleFacts(draws=True, fixed=True, waits=False, drawn=True, missing=())
HELD = Gathered((), (), frozenset(), SAMPLE, (), frozenset(), (), None)
PEOPLE = People({"lead-inspector": (LEAD,), "inspector": (READER,)})
FACTS = Facts(ON, "sign-off", date(2027, 3, 1), PEOPLE, HELD, WHOLE)


def with_contents(**changed: Any) -> Facts:
    return replace(FACTS, contents=replace(WHOLE, **changed))


def with_held(**changed: Any) -> Facts:
    return replace(FACTS, rows=replace(HELD, **changed))


def missing(stage: str, facts: Facts) -> list[str]:
    return [condition.missing for condition in checklist(stage, facts) if not condition.met]


def signed(**changed: Any) -> Signature:
    director = Person(name="Moss")
    told = {"contents": "d1", "signed_by": director, "signed_on": date(2027, 6, 1), "publish_on": ON}
    return Signature(**(told | changed))


def test_every_condition_that_is_not_met_says_what_is_done_about_it_by_whom() -> None:
    """Of an inspection of which nothing is known, nothing is missing that is nobody's."""
    nothing = SampleFacts(draws=True, fixed=False, waits=False, drawn=False, missing=("court disposals",))
    held = replace(HELD, sample=nothing, requests=(Request(state="asked", purpose="other", title="Diary"),))
    asked = (Asked(uuid4(), READER, RoleKey.INSPECTOR, able=True),)
    for stage in STAGES[1:]:
        facts = Facts(ON, stage.key, None, People({}, asked), held, None)
        for condition in checklist(stage.key, facts):
            assert condition.met or condition.remedies, condition.words
            assert all(remedy.roles or remedy.only for remedy in condition.remedies), condition.words


def test_the_service_s_part_is_with_whoever_may_do_it_and_named_by_its_manager() -> None:
    for group, permission in ((ANSWERING, Permission.ANSWER_REQUESTS), (SENDING_LISTS, Permission.SEND_CASE_LISTS)):
        assert set(group) == {role.key for role in ROLES if permission in role.on_each_inspection}
        assert group[0] == RoleKey.SERVICE_MANAGER


def test_the_panel_is_not_left_while_a_standard_open_to_discretion_has_no_decision() -> None:
    assert missing("draft", with_contents(undecided=("2.1", "3.4"))) == ["No decision is recorded on 2.1, 3.4."]
    assert missing("draft", FACTS) == []


def test_the_case_week_begins_once_every_case_is_on_somebody_who_can_read_it() -> None:
    stage_facts = replace(FACTS, people=People({"inspector": (READER,), "lead-inspector": (LEAD,)}))
    assert missing("case-week", stage_facts) == ["2 cases are on nobody."]
    one = Allocation(case="C1", reader_id=READER.id)
    gone = Allocation(case="O1", reader_id=uuid4())
    held = replace(HELD, allocations=(one, gone))
    assert missing("case-week", replace(stage_facts, rows=held)) == ["1 case is on somebody who cannot read it."]
    conflict = replace(HELD, allocations=(one,), conflicts=frozenset({("C1", READER.id)}))
    assert missing("case-week", replace(stage_facts, rows=conflict)) == [
        "1 case is on nobody. 1 case is on somebody who cannot read it."
    ]
    whole = replace(HELD, allocations=(one, Allocation(case="O1", reader_id=LEAD.id)))
    assert missing("case-week", replace(stage_facts, rows=whole)) == []


def test_what_keeps_the_rules_from_a_total_is_called_as_the_line_before_calls_it() -> None:
    lacking = with_contents(unjudged=("1.1", "1.2"), complete_by_the_rules=False)
    judged, total = checklist("provisional-ratings", lacking)
    assert [remedy.act for remedy in total.remedies] == ["Propose a judgement for 2 standards"]
    assert judged.remedies == total.remedies
    unread = replace(WHOLE, open_cases=frozenset({"C1"}), missing_in_cases="3 answers missing in 1 case")
    open_still = replace(FACTS, contents=replace(unread, unrated=("2.1",), complete_by_the_rules=False))
    assert [remedy.act for remedy in checklist("provisional-ratings", open_still)[1].remedies] == ["Finish 1 case"]
    assert missing("organisation-week", open_still) == ["3 answers missing in 1 case. Not yet complete: 2.1."]


@pytest.mark.parametrize("stage", ["factual-accuracy", "published"])
def test_a_report_without_its_introduction_findings_or_recommendations_goes_nowhere(stage: str) -> None:
    lacking = with_contents(has_introduction=False, unwritten=("1.1", "2.3"), recommendations=0)
    said = "Not yet written: an introduction; findings on 1.1, 2.3; recommendations."
    assert said in missing(stage, lacking)
    assert not any("Not yet written" in sentence for sentence in missing(stage, FACTS))


def test_a_request_to_check_the_draft_counts_only_with_the_draft_in_it() -> None:
    request = Request(pk=uuid4(), purpose="factual-accuracy", state="asked", title="Check it")
    says = "No request 'Factual accuracy check' with the draft report has been sent to the service."
    assert says in missing("factual-accuracy", with_held(requests=(request,)))
    enclosed = with_held(requests=(request,), drafts=frozenset({request.pk}))
    assert missing("factual-accuracy", enclosed) == []


def test_a_report_is_published_once_it_is_signed_as_it_is_and_its_day_has_come() -> None:
    assert missing("published", FACTS) == ["Nobody has signed it.", "No day is set."]
    assert missing("published", with_held(signature=signed())) == []
    changed = with_held(signature=signed(contents="d0"))
    assert missing("published", changed) == ["It was changed after Moss signed it on 1 June 2027."]
    early = with_held(signature=signed(publish_on=date(2027, 6, 7)))
    assert missing("published", early) == ["It is to be published on 7 June 2027."]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            replace(FACTS, site_date=ON),
            "The case week, from 4 June 2027, is still to come. The report was signed before the case week.",
        ),
        (replace(FACTS, site_date=None), "There is no site date."),
        (
            with_contents(fieldwork="July 2027"),
            "The report says that fieldwork was in 'July 2027', which is still to come.",
        ),
        (
            with_contents(fieldwork="19 to 22 October 2027"),
            "The report says that fieldwork was in '19 to 22 October 2027', which is still to come.",
        ),
        (with_held(signature=signed(signed_on=date(2027, 2, 1))), "The report was signed before the case week."),
    ],
)
def test_fieldwork_report_and_publication_follow_one_another(facts: Facts, says: str) -> None:
    held = facts.rows if facts.rows.signature else replace(facts.rows, signature=signed())
    assert missing("published", replace(facts, rows=held)) == [says]


def test_what_is_done_about_dates_out_of_order_can_be_done() -> None:
    """A case week to come is waited for or moved, a printed day corrected, and an early signature made again."""

    def acts(facts: Facts) -> list[str]:
        (line,) = [line for line in checklist("published", facts) if line.words.startswith("Fieldwork")]
        return [remedy.act for remedy in line.remedies]

    early = replace(HELD, signature=signed(signed_on=date(2027, 2, 1)))
    wait = "Wait for the case week, or take the inspection back and move the site date"
    assert acts(replace(FACTS, rows=early, site_date=ON)) == [wait]
    assert acts(replace(FACTS, rows=early)) == ["Sign the report again, after the case week"]
    assert acts(with_contents(fieldwork="July 2027")) == ["Correct the dates of the report"]


def test_whoever_plans_is_told_to_find_an_editor_where_there_is_none() -> None:
    planner = Holder(uuid4(), "Amara")
    people = People({"programme-manager": (planner,), "lead-inspector": (LEAD,)})
    facts = replace(with_contents(has_introduction=False), stage="draft", people=people)
    inspection = Inspection(reference="eastmere", stage="draft", site_date=facts.site_date)
    inspection.service = Organisation(name="Eastmere")
    acts = [task.act for task in waiting_on(inspection, facts).tasks if task.waits_on(planner.id)]
    assert acts == ["Ask somebody to join as editor"]


def test_what_does_not_agree_bars_the_way_to_the_service_and_to_the_public() -> None:
    for stage in ("factual-accuracy", "published"):
        assert "3 things do not agree." in missing(stage, with_contents(findings=3))


def test_every_stage_but_the_first_has_conditions() -> None:
    assert list(CONDITIONS) == [stage.key for stage in STAGES[1:]]
