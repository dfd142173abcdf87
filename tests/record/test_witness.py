"""Each way to rewrite the record, played by somebody who owns the database, and what a head kept elsewhere says of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from tests.record.intruders import cut, edit, insert_backdated, intruder, swap, unseal
from tests.record.writers import ADA, begin, note
from trigpoint.record.chain import Whole, verify_begun
from trigpoint.record.heads import AlteredHeadError, inclusion_file, take_head
from trigpoint.record.models import Event, Leaf, TreeHead
from trigpoint.record.notes import HeadText, signed_note
from trigpoint.record.own_heads import head_text
from trigpoint.record.tree import Edge
from trigpoint.record.witness import Witnessed, verify_tree

pytestmark = pytest.mark.django_db
CHAIN = "inspection:one"


def seal(folder: Path) -> HeadText:
    head = take_head(folder=folder, name="tests/record", by=ADA)
    assert head is not None
    return head_text(head)


@pytest.fixture
def kept(tmp_path: Path) -> HeadText:
    """A head that somebody else keeps: five entries of one inspection, one of another, and the key."""
    begin(CHAIN)
    for number in range(4):
        note(number, CHAIN, reason="True")
    begin("inspection:two")
    return seal(tmp_path)


def test_a_record_that_only_grew_is_what_the_head_says(kept: HeadText, tmp_path: Path) -> None:
    assert verify_tree([kept]) == Witnessed(7, ())
    note("later", CHAIN)
    assert verify_tree([kept]) == Witnessed(7, ())
    assert verify_tree([kept, seal(tmp_path)]) == Witnessed(8, ())


EDITS: dict[str, dict[str, object]] = {
    "the reason and the author": {"reason": "Another", "who": "somebody-else"},
    "the day": {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    "what was done": {"after": {"what": "nothing"}},
}


@pytest.mark.parametrize("what", EDITS)
def test_an_entry_that_was_edited_with_all_hashes_anew_is_named(kept: HeadText, what: str) -> None:
    edit(CHAIN, 3, **EDITS[what])
    assert isinstance(verify_begun(CHAIN), Whole), "the chain alone does not show it"
    assert verify_tree([kept]).faults == (
        "Entry 3 of 'inspection:one' was rewritten since it was sealed.",
        "Entry 4 of 'inspection:one' was rewritten since it was sealed.",
        "Entry 5 of 'inspection:one' was rewritten since it was sealed.",
    )


def test_an_entry_whose_stored_hash_was_left_as_it_was_is_named_too(kept: HeadText) -> None:
    with intruder():
        Event.objects.filter(chain_id=CHAIN, number=3).update(reason="Another")
    assert verify_tree([kept]).faults == (
        "Entry 3 of 'inspection:one' was rewritten since it was sealed: it is not what its own hash says.",
    )


def test_two_entries_that_changed_places_are_named(kept: HeadText) -> None:
    swap(CHAIN, 2)
    assert isinstance(verify_begun(CHAIN), Whole)
    assert [fault[:27] for fault in verify_tree([kept]).faults] == [
        f"Entry {n} of 'inspection:one'" for n in (2, 3, 4, 5)
    ]


def test_a_cut_tail_is_named_entry_by_entry(kept: HeadText) -> None:
    cut(CHAIN, 3)
    assert isinstance(verify_begun(CHAIN), Whole)
    assert verify_tree([kept]).faults == tuple(f"Entry {n} of 'inspection:one' is gone." for n in (3, 4, 5))


def test_a_tail_that_was_cut_and_written_anew_is_named(kept: HeadText, tmp_path: Path) -> None:
    cut(CHAIN, 1)
    note("another story", CHAIN)
    assert verify_tree([kept]).faults == ("Entry 5 of 'inspection:one' was rewritten since it was sealed.",)


@pytest.mark.parametrize("attack", ["edit", "swap", "cut", "backdate"])
def test_where_the_databases_own_tree_was_written_anew_as_well_the_kept_head_still_shows_it(
    kept: HeadText, tmp_path: Path, attack: str
) -> None:
    if attack == "edit":
        edit(CHAIN, 3, reason="Another", who="somebody-else")
    if attack == "swap":
        swap(CHAIN, 2)
    if attack == "cut":
        cut(CHAIN, 3)
    if attack == "backdate":
        edit(CHAIN, 1, at=datetime(2020, 1, 1, tzinfo=UTC))
    unseal()
    for number in range(3):
        note(number, "inspection:two")
    seal(tmp_path)
    assert verify_tree([]).faults == (), "alone, the database contradicts nothing"
    (fault,) = verify_tree([kept]).faults
    assert fault.startswith("The first 7 entries are not those of which the head of ")
    assert fault.endswith("somewhere in the places 1 to 7 of the tree.")


def test_several_kept_heads_narrow_down_where_it_was(tmp_path: Path) -> None:
    begin(CHAIN)
    kept = [seal(tmp_path)]
    for number in range(3):
        note(number, CHAIN)
        kept.append(seal(tmp_path))
    edit(CHAIN, 3, reason="Another")
    # The intruder seals as often as the heads were taken, in the same order: only the contents differ.
    order = list(Leaf.objects.order_by("position").values_list("chain", "number"))
    with intruder():
        TreeHead.objects.all().delete()
        Leaf.objects.all().delete()
        for position, (chain, number) in enumerate(order):
            event = Event.objects.get(chain_id=chain, number=number)
            Leaf.objects.create(position=position, chain=chain, number=number, hash=event.hash)
    faults = [fault for fault in verify_tree(kept).faults if "written anew" in fault]
    # Places: the beginning, the key, and then the three notes; the second of them is entry 3, in the fourth place.
    assert [fault.rpartition("somewhere in ")[2] for fault in faults] == [
        "the places 4 to 4 of the tree.",
        "the places 4 to 5 of the tree.",
    ]


def test_a_record_that_was_rolled_back_is_older_than_the_head(kept: HeadText, tmp_path: Path) -> None:
    with transaction.atomic():
        note("today", CHAIN)
        note("today", "inspection:two")
        today = seal(tmp_path)
        transaction.set_rollback(True)
    assert verify_tree([kept]).faults == ()
    (fault,) = verify_tree([kept, today]).faults
    assert fault == (
        f"The record is older than the head of {today.at:%-d %B %Y %H:%M} (9 entries): the last 2 of its entries are gone. "
        "It was cut, or rolled back to an earlier copy."
    )


def test_one_that_was_rolled_back_and_grew_on_is_another_record(kept: HeadText, tmp_path: Path) -> None:
    with transaction.atomic():
        note("today", CHAIN)
        today = seal(tmp_path)
        transaction.set_rollback(True)
    note("another today", CHAIN)
    note("and more", CHAIN)
    seal(tmp_path)
    (fault,) = verify_tree([kept, today]).faults
    assert fault.startswith("The first 8 entries are not those")
    assert fault.endswith("in the places 8 to 8 of the tree.")


@pytest.mark.parametrize("sealed", [False, True])
def test_an_entry_that_was_put_in_with_an_earlier_date_is_named(kept: HeadText, tmp_path: Path, sealed: bool) -> None:
    """By a plain INSERT with every lock closed, which no database refuses to whoever may add to the record."""
    insert_backdated(CHAIN, days=2)
    if sealed:
        seal(tmp_path)
    assert isinstance(verify_begun(CHAIN), Whole)
    (fault,) = verify_tree([kept]).faults
    assert fault.startswith("Entry 6 of 'inspection:one' is dated ")
    assert fault.endswith(": it was put in later.")


def test_a_transaction_that_was_long_under_way_is_no_fault(kept: HeadText, tmp_path: Path) -> None:
    insert_backdated(CHAIN, days=0)
    Event.objects.filter(number=6).first()
    seal(tmp_path)
    assert verify_tree([kept]).faults == ()


def test_heads_that_were_removed_or_altered_in_the_database_are_missed(kept: HeadText, tmp_path: Path) -> None:
    note("later", CHAIN)
    later = seal(tmp_path)
    with intruder():
        TreeHead.objects.filter(size=kept.size).delete()
    faults = verify_tree([kept, later]).faults
    assert len(faults) == 2
    assert faults[0].endswith("(8 entries) does not follow on the one before: it was altered.")
    assert faults[1].endswith("(7 entries) is no longer in the database: its row was removed.")
    with intruder():
        TreeHead.objects.filter(size=8).update(note="junk")
    assert "The database's own head of 8 entries was altered: it cannot be read." in verify_tree([later]).faults


def test_a_place_that_was_emptied_is_named(kept: HeadText) -> None:
    with intruder():
        Leaf.objects.filter(position=2).delete()
    faults = verify_tree([kept]).faults
    assert faults[0] == "Place 2 of the tree is empty: it was removed."


def test_more_faults_than_anybody_reads_are_counted(tmp_path: Path) -> None:
    begin(CHAIN)
    for number in range(30):
        note(number, CHAIN)
    head = seal(tmp_path)
    edit(CHAIN, 2, reason="Another")
    faults = verify_tree([head]).faults
    assert len(faults) == 21
    assert faults[-1] == "And 10 more."


def test_an_entry_that_cannot_be_read_is_named_and_the_rest_is_checked(kept: HeadText) -> None:
    with intruder():
        Event.objects.filter(chain_id=CHAIN, number=2).update(at=kept.at + timedelta(days=400_000))
    faults = verify_tree([kept]).faults
    assert len(faults) == 1
    assert faults[0].startswith("Entry 2 of 'inspection:one' was rewritten since it was sealed")


ALTERED_HEADS: dict[str, tuple[str, Callable[[TreeHead], object], str]] = {
    "its time": ("note", lambda head: head.note.replace("time 2", "time 3"), "was not signed like that"),
    "the head before it": (
        "note",
        lambda head: head.note.replace("previous 0", "previous 1"),
        "was not signed like that",
    ),
    "its signature": (
        "note",
        lambda head: head.note.replace("\u2014 tests/record ", "\u2014 tests/record AAAA"),
        "was not",
    ),
    "a signature more": ("note", lambda head: f"{head.note}{head.note.splitlines()[-1]}\n", "was not signed like that"),
    "the time of its row": (
        "at",
        lambda head: head.at + timedelta(seconds=1),
        "says another size or time than its row",
    ),
    "its edge": ("edge", lambda head: head.edge[::-1], "has another edge than its tree"),
    "capitals in its edge": ("edge", lambda head: head.edge.upper(), "has another edge than its tree"),
}


@pytest.mark.parametrize("what", ALTERED_HEADS)
def test_the_databases_own_newest_head_is_held_against_the_key_on_record_and_its_row(kept: HeadText, what: str) -> None:
    column, altered, says = ALTERED_HEADS[what]
    with intruder():
        TreeHead.objects.update(**{column: altered(TreeHead.objects.get())})
    (fault, *_) = verify_tree([]).faults
    assert fault.startswith("The database's own head of ")
    assert says in fault
    with pytest.raises(AlteredHeadError, match="Nothing is handed out, as it would not hold"):
        inclusion_file(CHAIN, 2)


def test_a_head_that_somebody_elses_key_signed_is_none_of_ours(kept: HeadText) -> None:
    forged = signed_note(str(kept), kept.name, Ed25519PrivateKey.generate())
    with intruder():
        TreeHead.objects.update(note=forged)
    (fault,) = verify_tree([kept]).faults
    assert "was not signed like that with a key on the record" in fault


def test_a_kept_head_that_says_something_else_than_ours_of_its_size_is_named(kept: HeadText) -> None:
    """Signed twice with the true key: the one that is in the database now is another than the one that was handed out."""
    earlier = replace(kept, at=kept.at - timedelta(hours=1))
    (fault,) = verify_tree([earlier]).faults
    assert fault.endswith("(7 entries) is not in the database as you kept it: its row was altered.")


def test_a_head_of_nothing_has_the_root_of_an_empty_tree(kept: HeadText) -> None:
    nothing = replace(kept, size=0, root=Edge().root())
    assert verify_tree([nothing]).faults == ()
    (fault,) = verify_tree([replace(nothing, root=b"x" * 32)]).faults
    assert fault.endswith("(0 entries) is of no entry at all, and its root is not that of an empty tree.")


def test_a_kept_head_from_the_beginning_of_all_times_is_read(kept: HeadText) -> None:
    old = replace(kept, at=datetime(1, 1, 1, tzinfo=UTC))
    (fault,) = verify_tree([old]).faults
    assert fault.endswith("is not in the database as you kept it: its row was altered.")
    assert "1 January 1 " in fault or "1 January 0001 " in fault


def test_an_entry_whose_proof_would_not_hold_is_not_handed_out(kept: HeadText) -> None:
    with intruder():
        Event.objects.filter(chain_id=CHAIN, number=2).update(reason="Another")
    with pytest.raises(AlteredHeadError, match="is not that of which the head was signed"):
        inclusion_file(CHAIN, 2)
