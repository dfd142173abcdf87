"""What docs/BENCHMARKS.md says of how well words are read."""

from functools import cache

from tests.wording.measured import FIRST_UNSEEN, KEPT_BACK, LOOKED_AT, sentences
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
    "least two guided a rule. What follows is measured on the present reading, which was mended after the first unseen "
    "set was measured and looked at: of that set, too, it says how well known sentences are read."
)
UNSEEN = (
    "So a set counts most the first time. Each of these was written by somebody who had not seen the other sentences, and "
    "was set down before anything was read with it. What was measured then is kept here as it was, whatever came of the "
    "reading afterwards; what stands in no other set is the fairest guess at how sentences of other authors are read."
)
# Measured once each and never again: these are records, not results of this run.
FIRST_MEASURED = [
    [
        "A set written before the check was seen",
        "2026-12-01",
        "AMD EPYC, 2 cores",
        "234",
        "197",
        "170",
        "9",
        "95.0",
        "86.3",
    ],
]


@cache
def words_read() -> tuple[str, ...]:
    """Say how many of the invented sentences are found, of each set, and of the unseen ones at first."""
    sets = {
        "Looked at": sentences(LOOKED_AT),
        "Not looked at": sentences(KEPT_BACK),
        "First unseen": sentences(FIRST_UNSEEN),
    }
    sets["All"] = [sentence for some in sets.values() for sentence in some]
    rows = []
    for name, some in sets.items():
        result = read(some)
        shares = [f"{100 * share:.1f}" for share in (result.precision, result.recall)]
        rows.append([name, *map(str, (result.true, result.false, result.hits, result.alarms)), *shares])
    first = ["Sentences, when first read", "Date", "Machine", *HEAD[1:]]
    return KNOWN, table(HEAD, rows, numeric=HEAD[1:]), UNSEEN, table(first, FIRST_MEASURED, numeric=HEAD[1:])
