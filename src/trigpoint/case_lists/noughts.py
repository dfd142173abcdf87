"""Two lists whose references are the same but for leading noughts: a spreadsheet has taken them off on the way."""

from collections.abc import Iterable

from trigpoint.sameness import noughts_key, reference_key


def differ_only_by_noughts(earlier: Iterable[str], now: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return each reference of a list that an earlier one has with other leading noughts alone: (earlier, now).

    A reference that stands in both lists as it is has no such other.
    """
    before = list(earlier)
    keys = {reference_key(reference) for reference in before}
    by_number = {noughts_key(reference): reference for reference in before}
    return tuple(
        (by_number[noughts_key(reference)], reference)
        for reference in dict.fromkeys(now)
        if reference_key(reference) not in keys and noughts_key(reference) in by_number
    )
