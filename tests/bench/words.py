"""What docs/BENCHMARKS.md says of how well words are read."""

from functools import cache

from tests.wording.measured import (
    FIFTH_UNSEEN,
    FIRST_UNSEEN,
    FOURTH_UNSEEN,
    KEPT_BACK,
    LOOKED_AT,
    SECOND_UNSEEN,
    THIRD_UNSEEN,
    sentences,
)
from tests.wording.measured import measured as read
from trigpoint.report.method_page.markdown import table

HEAD = ["Sentences", "True", "False", "False found", "True found", "Precision (%)", "Recall (%)"]
KNOWN = (
    "Invented sentences in the style of inspection reports, each beside figures of which it is true and, where it "
    "can be, beside figures of which it is false (`tests/wording`). Precision is the share of false sentences among "
    "those with a finding, recall the share of the false ones that have a finding. Bars: precision at least 97 per "
    "cent, recall at least 90. The first two sets were written by those who wrote the reading, and before it: the first "
    "was looked at sentence by sentence while it was written, but for its 'other forms', which were added then; of "
    "the second, in other styles, only the sums, several times; but whoever wrote the reading knew its sentences, and at "
    "least two guided a rule. Four sentences of the first said what was lacking beside the cases answered yes; after the "
    "first unseen set they were given 'not' and figures to match. All seven are measured here on the present reading, which was mended by what the five unseen "
    "sets showed when they were first measured: of those, too, this says how well known sentences are read."
)
UNSEEN = (
    "A set counts most the first time. These were set down before anything was read with them, and what was measured then "
    "stays here as it was; the reading was not changed between writing and measuring. The first was written by somebody "
    "who had seen neither the reading nor the other sentences: the fairest guess at how the reading of that day met "
    "another author. The others are by the same hand after each mending, by then knowing its rules; the third looks for "
    "true sentences that a hasty reading would accuse (20 of its 60 could not be false), so its precision is lower than a "
    "report's would be; the fourth and fifth are in the plain style of a report's findings. What the last showed was mended too, "
    "and no new sentences have tried that."
)
MACHINE = "AMD EPYC, 2 cores"
# Measured once each and never again: these are records, not results of this run.
FIRST_MEASURED = (
    ("Before the check was seen", "2026-12-01", MACHINE, "234", "197", "170", "9", "95.0", "86.3"),
    ("After mending, by then knowing its rules", "2026-12-01", MACHINE, "81", "68", "64", "2", "97.0", "94.1"),
    ("After mending again, meant to be misread", "2026-12-01", MACHINE, "60", "40", "35", "6", "85.4", "87.5"),
    ("After a third mending, in plain style", "2026-12-01", MACHINE, "61", "48", "48", "2", "96.0", "100.0"),
    ("After a fourth mending, in plain style", "2026-12-01", MACHINE, "55", "43", "40", "1", "97.6", "93.0"),
)


@cache
def words_read() -> tuple[str, ...]:
    """Say how many of the invented sentences are found, of each set, and of the unseen ones at first."""
    sets = {
        "Looked at": sentences(LOOKED_AT),
        "Not looked at": sentences(KEPT_BACK),
        "First unseen": sentences(FIRST_UNSEEN),
        "Second unseen": sentences(SECOND_UNSEEN),
        "Third unseen": sentences(THIRD_UNSEEN),
        "Fourth unseen": sentences(FOURTH_UNSEEN),
        "Fifth unseen": sentences(FIFTH_UNSEEN),
    }
    sets["All"] = [sentence for some in sets.values() for sentence in some]
    rows = []
    for name, some in sets.items():
        result = read(some)
        shares = [f"{100 * share:.1f}" for share in (result.precision, result.recall)]
        rows.append([name, *map(str, (result.true, result.false, result.hits, result.alarms)), *shares])
    first = ["Sentences, when first read", "Date", "Machine", *HEAD[1:]]
    return (
        KNOWN,
        table(HEAD, rows, numeric=HEAD[1:]),
        UNSEEN,
        table(first, [list(row) for row in FIRST_MEASURED], numeric=HEAD[1:]),
    )
