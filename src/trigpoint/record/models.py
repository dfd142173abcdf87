"""The record: chains of events. Triggers in the database refuse any change to what is written (migration 0002)."""

from typing import ClassVar

from django.db import models

from trigpoint.record.personal import Personal


class Chain(models.Model):
    """What one chain of events is about, such as 'inspection:trafford-2021'. Its row is locked while one is added."""

    key = models.CharField(max_length=200, primary_key=True)

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

    PERSONAL: ClassVar = dict.fromkeys(("id", "chain", "number", "hash", "at", "public_key", "signature"), Personal.NO)
