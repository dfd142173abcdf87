"""A sound framework with one fault planted in it, for each fault that can be found."""

from dataclasses import dataclass
from pathlib import Path

from tests.factories.framework_files import Edit
from tests.factories.loaded import FERRY_FOLDER, HARBOUR_FOLDER, YOUTH_FOLDER
from trigpoint.bundle.frameworks import read_framework
from trigpoint.bundle.problems import Problem

WORDS, METHOD = "framework.yaml", "method.yaml"


@dataclass(frozen=True)
class Fault:
    """A fault in a copy of a framework and the one finding that it should lead to."""

    check: str
    file: str
    edits: tuple[Edit, ...]
    wrong: str
    right: str
    folder: Path = HARBOUR_FOLDER


def findings(folder: Path) -> tuple[Problem, ...]:
    return read_framework(folder).findings


SOUND = "{rating: Sound, from: 40, to: 74}"
WEAK_OVERALL = "{rating: Weak, from: 0, to: 23}"
SCALE = "(12 standards count, each scored up to 5, so the scale runs from 0 to 60)"
BOATS = '- id: "2.3"\n        name: Boats\n        statement: Pilot boats are ready.\n        basis: case_based\n'
BOAT = "text: Was the pilot boat ready in time?\n            label: boat\n"
TUGS = ("{id: none, label: none}", "{id: one, label: one}", "{id: several, label: several}")
TOW = "- {fact: tugs, is: [several]}"

FAULTS = [
    Fault(
        "bands_cover_every_percentage_once", METHOD,
        ((SOUND, "{rating: Sound, from: 41, to: 74}  # here"),),
        "no band holds 40 per cent", "a band from 40",
    ),
    Fault(
        "bands_cover_every_percentage_once", METHOD,
        ((SOUND, "{rating: Sound, from: 38, to: 74}  # here"),),
        "two bands hold 38 to 39 per cent", "a band from 40",
    ),
    Fault(
        "bands_cover_every_percentage_once", METHOD,
        (("  table:", "  table:  # here"), ("from: 75, to: 100", "from: 75, to: 99")),
        "the bands end at 99 per cent", "bands that end at 100",
    ),
    Fault(
        "bands_cover_every_percentage_once", METHOD,
        (("  table:", "  table:  # here"), ("from: 75, to: 100", "from: 75, to: 101")),
        "the bands end at 101 per cent", "bands that end at 100",
    ),
    Fault(
        "overall_bands_cover_every_score_once", METHOD,
        (("{rating: Sound, from: 24, to: 45}", "{rating: Sound, from: 26, to: 45}  # here"),),
        "no band holds 24 to 25 points", f"a band from 24 {SCALE}",
    ),
    Fault(
        "overall_bands_cover_every_score_once", METHOD,
        (("  bands:", "  bands:  # here"), ("from: 46, to: 60", "from: 46, to: 65")),
        "the bands end at 65 points", f"bands that end at 60 {SCALE}",
    ),
    Fault(
        "bands_rise_with_the_scale", METHOD,
        (("  table:", "  table:  # here"), (SOUND, "{rating: Weak, from: 40, to: 74}")),
        "bands for Weak, Weak, Strong", "one band for each rating of the scale, worst first: Weak, Sound, Strong",
    ),
    Fault(
        "bands_rise_with_the_scale", METHOD,
        (("  bands:", "  bands:  # here"), (WEAK_OVERALL, "{rating: Sound, from: 0, to: 23}"),
         ("{rating: Sound, from: 24, to: 45}", "{rating: Weak, from: 24, to: 45}")),
        "bands for Sound, Weak, Strong", "one band for each rating of the scale, worst first: Weak, Sound, Strong",
    ),
    Fault(
        "scores_rise_with_the_scale", METHOD,
        (("{name: Sound, score: 3, tone: yellow}", "{name: Sound, score: 1, tone: yellow}  # here"),),
        "Sound scores 1, no more than Weak", "the worst rating first",
    ),
    Fault(
        "ids_are_unique_and_nested", WORDS,
        (("id: 2.1.2\n", "id: 2.2.2  # here\n"),),
        "the id '2.2.2'", "2.1.2 or a higher number that was never used",
    ),
    Fault(
        "ids_are_unique_and_nested", WORDS,
        (("id: 2.1.2\n", "id: 2.1.1  # here\n"),),
        "the id '2.1.1', used or out of order", "2.1.2 or a higher number that was never used",
    ),
    Fault(
        "ids_are_unique_and_nested", WORDS,
        (("{id: 3.1.1.1, text: Was the ladder rigged as it should be?}",
          "{id: 3.1.1.a, text: Was the ladder rigged as it should be?}  # here"),),
        "the id '3.1.1.a'", "3.1.1.1",
    ),
    Fault(
        "ids_are_unique_and_nested", WORDS,
        (('- id: "6"\n', '- id: "5"  # here\n'), ('id: "6.1"', 'id: "5.3"'),
         ("id: 6.1.1\n", "id: 5.3.1\n"), ("{id: 6.1.1.1,", "{id: 5.3.1.1,")),
        "the id '5', used or out of order", "6 or a higher number that was never used",
    ),
    Fault(
        "ids_are_unique_and_nested", WORDS,
        (("\ndomains:", f"\n  - {{id: tugs, label: Tugs, values: [{', '.join(TUGS)}]}}  # here\n\ndomains:"),),
        "'tugs' a second time", "an id that nothing else has",
    ),
    Fault(
        "ids_are_unique_and_nested", WORDS,
        (("\nfacts:", "\n  - {id: passage, name: voyages}  # here\n\nfacts:"),),
        "'passage' a second time", "an id that nothing else has",
    ),
    Fault(
        "relevance_names_declared_facts", WORDS,
        ((TOW, "- {fact: tug, is: [several]}  # here"),),
        "the fact 'tug'", "a fact of these cases: tugs",
    ),
    Fault(
        "relevance_names_declared_facts", WORDS,
        ((TOW, "- {fact: tugs, is: [several, many]}  # here"),),
        "the value 'many' of tugs", "a value that these cases may have: none, one, several",
    ),
    Fault(
        "relevance_names_declared_facts", WORDS,
        (("{fact: disposal, is: [youth_conditional_caution]}", "{fact: changes_desistance, is: ['yes']}  # here"),),
        "the fact 'changes_desistance'",  # which is recorded of court cases only
        "a fact of these cases: disposal, factors_safety_of_child, factors_safety_of_others",
        YOUTH_FOLDER,
    ),
    Fault(
        "relevance_names_declared_facts", WORDS,
        (("is: [youth_conditional_caution]}", "is: [custodial_sentence]}  # here"),),
        "the value 'custodial_sentence' of disposal",
        "a value that these cases may have: youth_conditional_caution, youth_caution, community_resolution",
        YOUTH_FOLDER,
    ),
    Fault(
        "every_key_question_is_reachable", WORDS,
        ((f":\n              {TOW}", f":  # here\n              {TOW}\n{' ' * 14}- {{fact: tugs, is: [none]}}"),),
        "6.1.1 asks for two values of tugs at once, so no case is ever relevant to it",
        "conditions that a case can meet",
    ),
    Fault(
        "standards_that_read_cases_are_complete", WORDS,
        ((f"{BOATS}        case_type: passage\n", BOATS.replace('"2.3"', '"2.3"  # here')),),
        "no case type for 2.3", "a declared case type: passage",
    ),
    Fault(
        "standards_that_read_cases_are_complete", WORDS,
        ((f"{BOATS}        case_type: passage\n", f"{BOATS}        case_type: voyage  # here\n"),),
        "the case type 'voyage'", "a declared case type: passage",
    ),
    Fault(
        "standards_that_read_cases_are_complete", WORDS,
        ((f"- id: 2.3.1\n            {BOAT}", f"- id: 2.3.1  # here\n            {BOAT.splitlines()[0]}\n"),),
        "no label for 2.3.1", "a short label",
    ),
    Fault(
        "standards_that_read_cases_are_complete", WORDS,
        ((f"{BOAT}            table_phrase: Of the {{n}} passages read",
          f"{BOAT}            table_phrase: Of the passages read  # here"),),
        "no count of cases for 2.3.1", "a phrase with {n}, such as 'Of the {n} cases inspected'",
    ),
    Fault(
        "standards_that_read_cases_are_complete", WORDS,
        (("basis: judged\n        case_type: crossing", "basis: judged\n        case_type: voyage  # here"),),
        "the case type 'voyage'", "a declared case type: crossing", FERRY_FOLDER,
    ),
    Fault(
        "judged_standards_have_no_case_rules", WORDS,
        (("- {id: 5.2.1, text: Are the charts up to date?}",
          "- {id: 5.2.1, text: Are the charts up to date?, prompts: [{id: 5.2.1.1, text: Are they?}]}  # here"),),
        "prompts or relevance rules under 5.2.1, which is asked of no case",
        "none, or the case type that informs the judgement",
    ),
    Fault(
        "judged_standards_have_no_case_rules", WORDS,
        (("- {id: 5.2.1, text: Are the charts up to date?}",
          "- {id: 5.2.1, text: Are they up to date?, relevant_when: [{fact: tugs, is: [one]}]}  # here"),),
        "prompts or relevance rules under 5.2.1, which is asked of no case",
        "none, or the case type that informs the judgement",
    ),
    Fault(
        "standards_that_count_are_always_rated", WORDS,
        ((BOATS, f"{BOATS}        may_be_not_rated: true  # here\n"),),
        "2.3 may be not rated and yet counts in the overall rating", "in_overall: false",
    ),
    Fault(
        "samples_are_of_declared_case_types", METHOD,
        (("{case_type: out_of_court, from_months: 7, to_months: 10, share_percent: 40}",
          "{case_type: outofcourt, from_months: 7, to_months: 10, share_percent: 40}  # here"),),
        "the case type 'outofcourt'", "a declared case type, each once: court, out_of_court",
        YOUTH_FOLDER,
    ),
    Fault(
        "samples_are_of_declared_case_types", METHOD,
        (("from_months: 7, to_months: 12, share_percent: 60}",
          "from_months: 12, to_months: 7, share_percent: 60}  # here"),),
        "a window from 12 to 7 months", "a window that does not end before it begins",
        YOUTH_FOLDER,
    ),
    Fault(
        "samples_are_of_declared_case_types", METHOD,
        (("  case_types:", "  case_types:  # here"), ("share_percent: 60", "share_percent: 70")),
        "shares that add up to 110", "100 per cent",
        YOUTH_FOLDER,
    ),
    Fault(
        "words_have_one_meaning", METHOD,
        (("[hardly any]", "[hardly any, every passage]"), ("at_most: 1/10}", "at_most: 1/10}  # here")),
        "'every passage' a second time", "each word in one range",
    ),
    Fault(
        "words_have_one_meaning", METHOD, (("more_than: 3/5, less_than: 1}", "more_than: 1}  # here"),),
        "a range for 'most passages' that no share meets", "ends that meet",
    ),
    Fault(
        "facts_are_of_declared_case_types", WORDS,
        (("{id: none, label: no tug}", "{id: none, label: no tug, case_type: voyage}  # here"),),
        "the case type 'voyage'", "a declared one",
    ),
    Fault(
        "triggers_stand_once", METHOD,
        (("{rule: small_sample, cases: 3}", "{rule: near_boundary, points: 7}  # here"),),
        "near_boundary a second time", "each trigger once",
    ),
]  # fmt: skip
