"""A tree head binds all chains together; what has a place in the tree keeps it, in whatever order things are committed."""

from base64 import b64decode
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from django.db import transaction

from tests.record.intruders import intruder
from tests.record.writers import ADA, at_once, begin, note
from trigpoint.record.chain import FIRST
from trigpoint.record.chains import keys_chain
from trigpoint.record.heads import HeadError, consistency_since, inclusion_file, leaf_of, take_head
from trigpoint.record.key_record import current_key
from trigpoint.record.models import Event, Leaf, TreeHead
from trigpoint.record.notes import note_hash, read_head, read_note
from trigpoint.record.own_heads import head_text
from trigpoint.record.tree import Edge, proves_consistency, proves_inclusion
from trigpoint.record.witness import verify_tree

NAME = "tests/record"


def take(folder: Path) -> TreeHead:
    head = take_head(folder=folder, name=NAME, by=ADA)
    assert head is not None
    return head


@pytest.mark.django_db
def test_a_head_is_signed_over_all_chains_and_named_by_the_next_one(tmp_path: Path) -> None:
    begin("inspection:one")
    begin("inspection:two")
    first = take(tmp_path)
    note("a", "inspection:two")
    second = take(tmp_path)
    key = current_key()
    assert key is not None
    assert all(read_note(head.note).signed_by(key) for head in (first, second))
    # Two beginnings and the key; then one entry more.
    assert (first.size, second.size) == (3, 4)
    assert head_text(first).previous == FIRST
    assert head_text(second).previous == note_hash(first.note)
    assert head_text(second).name == NAME
    leaves = [leaf_of(event.hash) for event in Event.objects.order_by("pk")]
    assert head_text(first).root == Edge().grown(leaves[:3]).root()
    assert head_text(second).root == Edge().grown(leaves).root()


@pytest.mark.django_db
def test_where_nothing_was_written_no_head_is_taken(tmp_path: Path) -> None:
    begin()
    take(tmp_path)
    assert take_head(folder=tmp_path, name=NAME, by=ADA) is None
    assert TreeHead.objects.count() == 1


@pytest.mark.django_db
def test_a_first_head_of_an_empty_record_holds_the_key_alone(tmp_path: Path) -> None:
    assert take(tmp_path).size == 1
    assert [leaf.chain for leaf in Leaf.objects.all()] == [keys_chain()]


@pytest.mark.django_db
def test_every_two_heads_are_consistent_and_every_entry_is_proved_to_be_in_the_newest(tmp_path: Path) -> None:
    heads = []
    for number in range(6):
        for chain in ("inspection:one", "inspection:two")[: 1 + number % 2]:
            note(number, chain)
        heads.append(take(tmp_path))
    for older in heads:
        for head in heads:
            if older.size <= head.size:
                assert proves_consistency(
                    consistency_since(older.size, head),
                    older_size=older.size,
                    older_root=head_text(older).root,
                    size=head.size,
                    root=head_text(head).root,
                )
    for leaf in Leaf.objects.all():
        proof, _, signed = inclusion_file(leaf.chain, leaf.number).partition("\n\n")
        first, extra, index, *nodes = proof.split("\n")
        assert (first, extra[:6], index) == ("c2sp.org/tlog-proof@v1", "extra ", f"index {leaf.position}")
        assert b64decode(extra[6:]).hex() == leaf.hash
        newest = read_head(read_note(signed))
        assert proves_inclusion(
            tuple(map(b64decode, nodes)),
            leaf=leaf_of(leaf.hash),
            position=leaf.position,
            size=newest.size,
            root=newest.root,
        )


@pytest.mark.django_db
def test_an_entry_that_is_in_no_head_has_no_proof(tmp_path: Path) -> None:
    begin()
    take(tmp_path)
    note("later")
    for number in (2, 99):
        with pytest.raises(HeadError, match="That entry is in no tree head"):
            inclusion_file("inspection:one", number)


@pytest.mark.django_db
@pytest.mark.parametrize("altered", ["leaf gone", "leaf more", "edge", "note"])
def test_no_head_is_signed_that_would_contradict_an_earlier_one(tmp_path: Path, altered: str) -> None:
    begin()
    head = take(tmp_path)
    note("later")
    with intruder():
        if altered == "leaf gone":
            Leaf.objects.filter(position=1).delete()
        if altered == "leaf more":
            Leaf.objects.create(position=2, chain="inspection:one", number=2, hash=Event.objects.get(number=2).hash)
        if altered == "edge":
            TreeHead.objects.update(edge=leaf_of("f" * 64).hex())
        if altered == "note":
            TreeHead.objects.update(note=head.note.replace("\n2\n", "\n3\n"), edge=head.edge)
            TreeHead.objects.update(note=head.note.replace(head.note.split("\n")[2], "A" * 43 + "="))
    with pytest.raises(HeadError, match="The tree in the database is not that of its last head"):
        take_head(folder=tmp_path, name=NAME, by=ADA)
    assert TreeHead.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_an_entry_that_is_committed_after_later_ones_has_a_later_place(tmp_path: Path) -> None:
    """Where transactions run side by side, a lower id may be committed after a head was taken over a higher one."""
    written, taken = Barrier(2), Barrier(2)

    def slow() -> None:
        with transaction.atomic():
            note("slow", "inspection:slow")
            written.wait(20)
            taken.wait(20)

    def quick() -> None:
        written.wait(20)
        note("quick", "inspection:quick")
        take(tmp_path)
        taken.wait(20)

    if transaction.get_connection().vendor == "sqlite":
        # One transaction at a time writes there: what begins first is committed first.
        note("slow", "inspection:slow")
        note("quick", "inspection:quick")
    else:
        results = at_once(slow, quick)
        assert [result for result in results if isinstance(result, Exception)] == []
        assert Event.objects.get(chain_id="inspection:slow").pk < Event.objects.get(chain_id="inspection:quick").pk
        assert "inspection:slow" not in Leaf.objects.values_list("chain", flat=True)
    take(tmp_path)
    assert sorted(Leaf.objects.values_list("position", flat=True)) == [0, 1, 2]
    assert verify_tree([head_text(head) for head in TreeHead.objects.all()]).faults == ()


@pytest.mark.usefixtures("committed")
def test_heads_taken_while_others_write_leave_every_entry_one_place(tmp_path: Path) -> None:
    take(tmp_path)

    def seal() -> None:
        for _ in range(4):
            take_head(folder=tmp_path, name=NAME, by=ADA)

    results = at_once(seal, seal, *(partial(note, number, f"inspection:{number % 3}") for number in range(12)))
    assert [result for result in results if isinstance(result, Exception)] == []
    take_head(folder=tmp_path, name=NAME, by=ADA)
    assert list(Leaf.objects.values_list("position", flat=True)) == list(range(13))
    for chain in {leaf.chain for leaf in Leaf.objects.all()}:
        numbers = list(Leaf.objects.filter(chain=chain).values_list("number", flat=True))
        assert numbers == sorted(numbers)
    assert verify_tree([]) == verify_tree([head_text(head) for head in TreeHead.objects.all()])
    assert verify_tree([]).faults == ()
