"""Fix the seed of a draw: its hash is shown at once, the seed itself at the draw; and withdraw one that waits."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_commit, check_can_withdraw_seed
from trigpoint.inspectorate.sampling.limits import check_within
from trigpoint.inspectorate.sampling.models import SeedCommitment
from trigpoint.inspectorate.sampling.queries import draws, waiting_seed
from trigpoint.inspectorate.sampling.sealed_seeds import SealedSeedError, opened, sealed
from trigpoint.people.access import Refusal, check_reason_given
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import new_row, write
from trigpoint.rules.certificate import commitment_to
from trigpoint.rules.steering import Limited


def commit_seed(*, inspection: Inspection, seed: str, at: datetime, keys: Path, by: Standing) -> SeedCommitment:
    """Fix a seed that chance has made. Nobody sees it before the draw, whoever fixed it included.

    `keys` is the folder of the installation's keys: the seed is sealed before it is written.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        check_can_commit(by, inspection, waiting_seed(inspection))
        drawn = draws(inspection).count()
        if drawn:
            check_within(inspection, Limited.DRAWS, drawn + 1, of=0)
        try:
            sealed_seed = sealed(seed, keys)
        except SealedSeedError as error:
            raise Refusal(str(error)) from None
        # The record gets the hash alone. Everybody on the inspection reads the record, and the seed is for nobody yet.
        told = {"commitment": commitment_to(seed), "at": at}
        fixed = SeedCommitment.objects.create(inspection=inspection, sealed=sealed_seed, **told)
        chain = inspection_chain(inspection)
        write(chain=chain, by=by, kind=kinds.SEED_COMMITTED, thing=new_row(fixed), after=told)
    return fixed


def can_be_opened(seed: SeedCommitment, keys: Path) -> bool:
    """Whether a seed is the one that its hash names, and this installation's key opens it."""
    try:
        opened(seed.sealed, seed.commitment, keys)
    except SealedSeedError:
        return False
    return True


def withdraw_seed(*, seed: SeedCommitment, seen: int, reason: str, keys: Path, by: Standing) -> None:
    """Withdraw the seed of a draw to come, so that the draw before it is the sample; or one that nobody can open.

    It is never used; the service is told.

    Raises ChangedMeanwhileError where it was used or withdrawn meanwhile.
    """
    inspection = seed.inspection
    with transaction.atomic():
        lock_inspection(inspection)
        waiting = waiting_seed(inspection)
        may_be_replaced = draws(inspection).exists() or not can_be_opened(seed, keys)
        check_can_withdraw_seed(by, inspection, waiting, may_be_replaced)
        check_reason_given(reason, "Say why the seed is withdrawn.")
        # Of two pages that are open, the older one may be about a seed that is gone: never withdraw its successor.
        if waiting is None or waiting.pk != seed.pk:
            raise ChangedMeanwhileError(waiting or seed)
        to = {"withdrawn_on": by.on, "withdrawn_why": reason}
        chain = inspection_chain(inspection)
        change(seed, seen=seen, to=to, by=by, kind=kinds.SEED_WITHDRAWN, chain=chain, reason=reason)
