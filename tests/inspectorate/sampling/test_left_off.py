"""A case whose word is none of the framework's is left out by rule: the certificate counts it, and it cannot be drawn."""

from tests.factories.case_files import as_confirmed, file_of, in_window, sent, started
from tests.factories.samples import DRAWN_AT, IN_AT, KEYS
from tests.factories.world import World
from trigpoint.bundle.certificate import certificate_of
from trigpoint.case_lists.questions import word_id
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.lists import answer_questions
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.report.steering_words import steering_in_words
from trigpoint.rules.steering import LeftOffList
from trigpoint.tables.mapping import NONE_OF_THESE


def test_a_case_left_out_by_rule_is_counted_in_the_certificate_and_is_not_on_the_list_that_is_drawn_from(
    announced: World,
) -> None:
    day = in_window(announced)
    other = f"C99,K-C99,{day.isoformat()},15,M,conditional discharge,low,low\n".encode()
    one, officer = started(announced, content=file_of("court", 20, day) + other), announced.standing("data-officer")
    meaning = {word_id("disposal", "conditional discharge"): (NONE_OF_THESE,)}
    answer_questions(case_list=one, seen=one.version, answers=meaning, by=officer)
    send_list(case_list=one, seen=one.version, confirmed=as_confirmed(one), at=IN_AT, by=officer)
    sent(announced, "out_of_court", 20)
    lead = announced.standing("lead-inspector")
    draw_sample(inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=lead)
    draw = newest_draw(announced.inspection)
    assert draw is not None
    certificate = certificate_of(draw.certificate)
    assert certificate.steering is not None
    assert certificate.steering.facts.left_off_lists == (LeftOffList("court", "disposal", 1),)
    names = {"court": "court disposals", "out_of_court": "out-of-court disposals"}
    words = " ".join(steering_in_words(certificate, names))
    assert "1 case of the service's file of court disposals was left out by rule" in words
    one.refresh_from_db()
    assert (one.cases, "C99" in one.frozen, "C20" in one.frozen) == (20, False, True)
