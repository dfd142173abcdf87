"""The record: chains of events, and the tree over all of them.

Triggers in the database refuse any change to what is written (migrations 0002 and 0004). `ONLY_ADDED_TO` says of a
model that the application need not be allowed to change or remove its rows either (`privileges.py`).
"""

from typing import ClassVar

from django.db import models

from trigpoint.record.personal import Personal


class Chain(models.Model):
    """What one chain of events is about, such as 'inspection:trafford-2021'."""

    key = models.CharField(max_length=200, primary_key=True)

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = {"key": Personal.NO}


class Event(models.Model):
    """One thing that happened, bound to the one before it by its hash.

    `who` is a person's id, or 'operator'; names are never written here, as nothing here can be erased. `before` and
    `after` are JSON. `kind` names a `kinds.Kind`, which gives the event its sentence. `bound` is thing → column → the
    salted hash of what was set there and is in no `after`; None where nothing was, and in the oldest events.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    who = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    thing = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    bound = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = {
        "id": Personal.NO,
        "chain": Personal.NO,
        "number": Personal.NO,
        "at": Personal.PSEUDONYM,
        "who": Personal.PSEUDONYM,
        "kind": Personal.NO,
        "thing": Personal.PSEUDONYM,
        "before": Personal.PSEUDONYM,
        "after": Personal.PSEUDONYM,
        "bound": Personal.PSEUDONYM,
        "reason": Personal.PSEUDONYM,
        "previous_hash": Personal.NO,
        "hash": Personal.NO,
    }

    class Meta:
        """Numbers have no gaps and no doubles."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "number"], name="one_event_a_number")]
        ordering: ClassVar = ["chain", "number"]
        # Editions and verifications ask for the events about some rows, whatever their chain.
        indexes: ClassVar = [models.Index(fields=["thing"], name="event_thing")]


class Checkpoint(models.Model):
    """A signed statement that a chain had come to an event with this hash. Handed to the other side, it binds us."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="checkpoints")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = dict.fromkeys(("id", "chain", "number", "hash", "at", "public_key", "signature"), Personal.NO)


class Leaf(models.Model):
    """The place of one event in the tree over all chains, given when a head is taken and never changed.

    It names its event by chain, number and hash instead of pointing at it: when the event is gone, it still says which.
    """

    position = models.PositiveBigIntegerField(primary_key=True)
    chain = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, unique=True)

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = dict.fromkeys(("position", "chain", "number", "hash"), Personal.NO)

    class Meta:
        """An event has one place, and a place one event."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "number"], name="one_leaf_an_event")]
        ordering: ClassVar = ["position"]


class TreeHead(models.Model):
    """A signed head of the tree: the root over its first `size` leaves. `note` is what is handed out, letter by letter.

    `edge` holds the roots of the tree's full subtrees in hex: all that the next head needs to go on from this one.
    """

    size = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()
    edge = models.TextField()

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = dict.fromkeys(("size", "at", "note", "edge"), Personal.NO)

    class Meta:
        """A tree of one size has one head."""

        ordering: ClassVar = ["size"]


class HeadDelivery(models.Model):
    """A head that went out by one way, such as to a folder. What has no row here is tried again."""

    head = models.ForeignKey(TreeHead, on_delete=models.PROTECT, related_name="deliveries")
    way = models.CharField(max_length=20)
    at = models.DateTimeField()

    ONLY_ADDED_TO: ClassVar = True
    PERSONAL: ClassVar = dict.fromkeys(("id", "head", "way", "at"), Personal.NO)

    class Meta:
        """A head goes out once by each way."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["head", "way"], name="one_delivery_a_way")]
