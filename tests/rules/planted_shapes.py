"""Faults in what gives a framework its shape: scales and bands of single standards, caps, and scales of answers."""

from tests.factories.loaded import FERRY_FOLDER, LANTERN_FOLDER
from tests.rules.planted import METHOD, WORDS, Fault

SHAPE_FAULTS = [
    Fault(
        "own_settings_are_of_declared_standards", METHOD,
        (('- standards: ["1.2"]', '- standards: ["1.2", "1.7"]  # here'),),
        "the standard '1.7'", "a standard of the framework", LANTERN_FOLDER,
    ),
    Fault(
        "own_settings_are_of_declared_standards", METHOD,
        (('- standards: ["1.2"]', '- standards: ["1.2", "1.2"]  # here'),),
        "1.2 a second time", "each standard once", LANTERN_FOLDER,
    ),
    Fault(
        "own_settings_are_of_declared_standards", METHOD,
        (('    - standards: ["1.3"]', '    - standards: ["1.2"]  # here'),),
        "a scale for 1.2 and no bands that end on it", "its bands, under bands › own", FERRY_FOLDER,
    ),
    Fault(
        "bands_cover_every_percentage_once", METHOD,
        (("{rating: Fair, from: 70, to: 84}", "{rating: Fair, from: 71, to: 84}  # here"),),
        "no band holds 70 per cent", "a band from 70", LANTERN_FOLDER,
    ),
    Fault(
        "bands_rise_with_the_scale", METHOD,
        (("      table:\n        - {rating: Failing, from: 0, to: 69}",
          "      table:  # here\n        - {rating: Fair, from: 0, to: 69}"),),
        "bands for Fair, Fair, Bright, Brilliant",
        "one band for each rating of the scale, worst first: Failing, Fair, Bright, Brilliant", LANTERN_FOLDER,
    ),
    Fault(
        "scores_rise_with_the_scale", METHOD,
        (("{name: Met, score: 1, tone: green}", "{name: Fine, score: 1, tone: green}  # here"),),
        "'Fine' a second time", "a name for each rating", FERRY_FOLDER,
    ),
    Fault(
        "caps_watch_what_is_rated", METHOD,
        (("key_question: 1.1.1", "key_question: 2.1.1  # here"),),
        "the key question '2.1.1'", "one of a case-based standard", LANTERN_FOLDER,
    ),
    Fault(
        "caps_watch_what_is_rated", METHOD,
        (('standard: "1.2"', 'standard: "1.9"  # here'),),
        "the standard '1.9'", "a standard of the framework", LANTERN_FOLDER,
    ),
    Fault(
        "caps_watch_what_is_rated", METHOD,
        (("stability:\n", "caps:\n  source: Invented\n  basis: published\n  overall:\n    - name: Papers\n"
          "      words: Without papers no ferry.\n      standard: \"1.3\"\n      at_most: Not met\n      to: Poor\n"
          "stability:\n"), ("  overall:\n", "  overall:  # here\n")),
        "a cap on a whole that is not rated", "no such cap", FERRY_FOLDER,
    ),
    Fault(
        "grades_follow_one_another", WORDS,
        (("{grade: 4, label: exemplary}", "{grade: 5, label: exemplary}  # here"),),
        "the grade 5 after 3", "4", LANTERN_FOLDER,
    ),
    Fault(
        "answers_are_about_cases", WORDS,
        (("text: Are there enough keepers?}", "text: Are there enough keepers?, answers: four_grades}  # here"),),
        "an answer scale for 2.1.1, which is asked of no case", "none, or a case type for its standard",
        LANTERN_FOLDER,
    ),
]  # fmt: skip
