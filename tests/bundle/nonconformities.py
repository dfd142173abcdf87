"""What does not fit in the ratings, the sample and the cases of a Bundle, and what is told of it."""

from tests.bundle.test_bundle_files import Lines

STANDARDS = "one of 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 2.3, 2.4, 3.1, 3.2, 3.3, 3.4"
CASE_BASED = "one of 2.1, 2.2, 2.3, 2.4, 3.1, 3.2, 3.3, 3.4"
JUDGED = "one of 1.1, 1.2, 1.3, 1.4"
RATINGS = "one of Inadequate, Requires improvement, Good, Outstanding"
CASE_TYPES = "one of court, out_of_court"

# Lines 10 and on of the small Bundle, and what is told of them.
OF_RATINGS_AND_CASES: dict[str, tuple[str, list[Lines]]] = {
    "a judgement on a case-based standard": (
        'judgements:\n  "2.1": {rating: Good, reason: x}\n',
        [(11, "judgements › 2.1", "a judgement on '2.1'", JUDGED, "Did you mean '1.1'?")],
    ),
    "a rating that is not on the scale": (
        'judgements:\n  "1.1": {rating: Goood, reason: x}\n',
        [(11, "judgements › 1.1 › rating", "the rating 'Goood'", RATINGS, "Did you mean 'Good'?")],
    ),
    "a panel decision on a judged standard": (
        'panel_decisions:\n  "1.1": {outcome: used, from: Good, to: Outstanding, reason: x}\n',
        [(11, "panel_decisions › 1.1", "a panel decision on '1.1'", CASE_BASED, "Did you mean '3.1'?")],
    ),
    "discretion used without the rating given": (
        'panel_decisions:\n  "2.1": {outcome: used, from: Good, reason: x}\n',
        [(11, "panel_decisions › 2.1", "'used' without a rating in 'to'", "'to', the rating that the panel gave", "")],
    ),
    "discretion not used with a rating given": (
        'panel_decisions:\n  "2.1": {outcome: considered and not used, from: Good, to: Good, reason: x}\n',
        [
            (
                11,
                "panel_decisions › 2.1",
                "'considered and not used' with a rating in 'to'",
                "no 'to': nothing was changed",
                "",
            )
        ],
    ),
    "discretion used to change nothing": (
        'panel_decisions:\n  "2.1": {outcome: used, from: Good, to: Good, reason: x}\n',
        [
            (
                11,
                "panel_decisions › 2.1 › to",
                "the same rating as 'from', Good",
                "another rating",
                "Write outcome: considered and not used.",
            )
        ],
    ),
    "decided ratings that are not on the scale": (
        'panel_decisions:\n  "2.1": {outcome: used, from: Bad, to: Best, reason: x}\n',
        [
            (11, "panel_decisions › 2.1 › from", "the rating 'Bad'", RATINGS, ""),
            (11, "panel_decisions › 2.1 › to", "the rating 'Best'", RATINGS, ""),
        ],
    ),
    "a printed rating of an unknown standard": (
        'printed:\n  ratings: {"2.9": Good}\n',
        [(11, "printed › ratings › 2.9", "the standard '2.9'", STANDARDS, "Did you mean '2.4'?")],
    ),
    "printed ratings that are not on the scale": (
        'printed:\n  overall: good\n  ratings: {"2.1": Fine}\n',
        [
            (11, "printed › overall", "the rating 'good'", RATINGS, "Did you mean 'Good'?"),
            (12, "printed › ratings › 2.1", "the rating 'Fine'", RATINGS, ""),
        ],
    ),
    "a case type that is none": (
        "sample:\n  - {case_type: courts, read: 1}\n",
        [(11, "sample, 1st › case_type", "the case type 'courts'", CASE_TYPES, "Did you mean 'court'?")],
    ),
    "a case type sampled twice": (
        "sample:\n  - {case_type: court, read: 1}\n  - {case_type: court, read: 2}\n",
        [(12, "sample, 2nd › case_type", "'court' a second time", "each case type once", "")],
    ),
    "fewer eligible than read": (
        "sample:\n  - case_type: court\n    read: 8\n    eligible: {number: 7, basis: recorded, source: x}\n",
        [
            (
                13,
                "sample, 1st › eligible › number",
                "7 eligible cases, 8 read",
                "at least as many eligible as read",
                "",
            )
        ],
    ),
    "more cases in the file than eligible": (
        "sample:\n  - case_type: court\n    read: 1\n    eligible: {number: 1, basis: recorded, source: x}\n"
        "cases:\n  - {reference: C1, case_type: court}\n  - {reference: C2, case_type: court}\n",
        [
            (
                13,
                "sample, 1st › eligible › number",
                "1 eligible cases, 2 in the file",
                "at least as many eligible as there are in the file",
                "",
            )
        ],
    ),
    "a sample made up of an unknown fact": (
        "sample:\n  - {case_type: court, read: 1, made_up_of: {gender: {male: 1}}}\n",
        [
            (
                11,
                "sample, 1st › made_up_of › gender",
                "the fact 'gender'",
                "one of disposal, factors_safety_of_child, factors_safety_of_others, changes_desistance, "
                "changes_safety_of_child, changes_safety_of_others",
                "",
            )
        ],
    ),
    "a sample made up of an unknown value": (
        "sample:\n  - {case_type: court, read: 1, made_up_of: {factors_safety_of_child: {maybe: 1}}}\n",
        [
            (
                11,
                "sample, 1st › made_up_of › factors_safety_of_child › maybe",
                "the factors_safety_of_child 'maybe'",
                "one of yes, no",
                "",
            )
        ],
    ),
    "a case of no type": (
        "cases:\n  - {reference: C1, case_type: civil}\n",
        [(11, "cases, 1st › case_type", "the case type 'civil'", CASE_TYPES, "")],
    ),
    "two cases of one reference": (
        "cases:\n  - {reference: C1, case_type: court}\n  - {reference: C1, case_type: court}\n",
        [
            (
                12,
                "cases, 2nd › reference",
                "the reference 'C1' again",
                "each once",
                "The 1st case has it as well: give each case its own.",
            )
        ],
    ),
    "a fact that another case type has": (
        "cases:\n  - {reference: O1, case_type: out_of_court, facts: {changes_desistance: yes}}\n",
        [
            (
                11,
                "cases, 1st › facts › changes_desistance",
                "the fact 'changes_desistance'",
                "one of disposal, factors_safety_of_child, factors_safety_of_others",
                "",
            )
        ],
    ),
    "a value that another case type has": (
        "cases:\n  - {reference: C1, case_type: court, facts: {factors_safety_of_child: maybe}}\n",
        [
            (
                11,
                "cases, 1st › facts › factors_safety_of_child",
                "the factors_safety_of_child 'maybe'",
                "one of yes, no",
                "",
            )
        ],
    ),
    "a tally of a judged question": (
        "tallies:\n  1.1.1: {yes: 1, relevant: 1}\n",
        [
            (
                11,
                "tallies › 1.1.1",
                "a tally of '1.1.1'",
                "one of 2.1.1, 2.1.1.1, 2.1.1.2, 2.1.1.3, 2.1.1.4, 2.1.1.5, 2.1.1.6, 2.1.1.7, 2.1.2, 2.1.2.1, "
                "2.1.2.2, 2.1.2.3 and 104 more",
                "Did you mean '3.1.1.1'?",
            )
        ],
    ),
    "a tally beside cases": (
        "tallies:\n  2.1.1: {yes: 1, relevant: 1}\ncases:\n  - {reference: C1, case_type: court}\n",
        [
            (
                11,
                "tallies › 2.1.1",
                "a tally beside court cases with answers",
                "one of the two",
                "Keep the cases: their answers are counted.",
            )
        ],
    ),
    "more relevant cases than were read": (
        "sample:\n  - {case_type: court, read: 8}\ntallies:\n  2.1.1: {yes: 1, relevant: 9}\n",
        [(13, "tallies › 2.1.1 › relevant", "9 relevant cases", "at most 8 (read)", "")],
    ),
    "a prompt on more cases than its key question": (
        "tallies:\n  2.1.1: {yes: 1, relevant: 6}\n  2.1.1.4: {yes: 1, relevant: 7}\n",
        [(12, "tallies › 2.1.1.4 › relevant", "7 relevant cases beside 6 for 2.1.1", "at most 6", "")],
    ),
    "a prompt that always applies on fewer cases than its key question": (
        "tallies:\n  2.1.1: {yes: 1, relevant: 6}\n  2.1.1.1: {yes: 1, relevant: 5}\n",
        [
            (
                12,
                "tallies › 2.1.1.1 › relevant",
                "5 relevant cases beside 6 for 2.1.1",
                "6: this prompt applies to every relevant case",
                "",
            )
        ],
    ),
}
