"""Which groups of children are not printed in what leaves the inspectorate.

A small group is not printed, and nor are as many others as it takes that no total gives it away: whoever knows that all
but one of the groups make 38 of 40 knows the last one. What is not printed keeps a range at least as wide as the
smallest group that may be printed.

Groups of one attribute, such as sex, are guarded by themselves. Another attribute tells nothing of them: for any
numbers by sex and any numbers by risk with the same totals there are children who have both. Of groups in pairs that is
not so, and none are printed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """The cases that have one value of an attribute: how many are eligible, and how many of them are read."""

    eligible: int
    sample: int


def hidden_groups(groups: Sequence[Group], least: int) -> frozenset[int]:
    """Return the positions of the groups that are not printed, where those of fewer than `least` cases may not be.

    `groups` are all the groups of one attribute that have cases; their totals are printed. Both numbers of a group go
    together: a sample that matches tells the one by the other. Where all groups are hidden, their names have to be as
    well: a name without a number still tells of a child.
    """
    hidden = {
        position
        for position, group in enumerate(groups)
        if _is_small(group.eligible, least) or _is_small(group.sample, least)
    }
    # By size and then by order, never by a solver: two editions with different gaps would give both away.
    partners = sorted(set(range(len(groups))) - hidden, key=lambda position: (groups[position].eligible, position))
    while hidden and partners and not _are_wide([groups[position] for position in hidden], least):
        hidden.add(partners.pop(0))
    return frozenset(hidden)


def told_apart(numbers: Mapping[str, int], least: int) -> tuple[dict[str, int], int]:
    """Return the numbers that may be printed, and the sum of all others, which is printed without saying of what."""
    large = {name: number for name, number in numbers.items() if not _is_small(number, least)}
    return large, sum(numbers.values()) - sum(large.values())


def _is_small(number: int, least: int) -> bool:
    """None is not small: it tells of nobody."""
    return 0 < number < least


def _are_wide(hidden: Collection[Group], least: int) -> bool:
    """Whether a reader who knows the totals of the hidden groups is left with a wide range for each number of them.

    Each of them has a case, as its name is printed. So one may have all cases but one for each of the others; and all
    that are read, as far as the others can make do with cases that are not read.
    """
    eligible, sample = sum(group.eligible for group in hidden), sum(group.sample for group in hidden)
    others, not_read = len(hidden) - 1, eligible - sample
    if not others:
        return False
    most_read = sample - max(0, others - not_read)
    fewest_read = 0 if not_read else 1
    return eligible - others - 1 >= least and most_read - fewest_read >= least
