"""Fix the seed of a draw: its hash is shown at once, the seed itself at the draw."""

from datetime import datetime

from django.db import transaction

from trigpoint.inspectorate.programme.actions.planning import inspection_chain
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_commit
from trigpoint.inspectorate.sampling.models import SeedCommitment
from trigpoint.inspectorate.sampling.queries import waiting_seed
from trigpoint.people.standing import Standing
from trigpoint.record.writing import write
from trigpoint.rules.certificate import commitment_to


def commit_seed(*, inspection: Inspection, seed: str, at: datetime, by: Standing) -> SeedCommitment:
    """Fix a seed that chance has made. Nobody sees it before the draw, whoever fixed it included."""
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        check_can_commit(by, inspection, waiting_seed(inspection))
        said = {"commitment": commitment_to(seed), "at": at}
        fixed = SeedCommitment.objects.create(inspection=inspection, seed=seed, **said)
        write(chain=inspection_chain(inspection), by=by, kind=kinds.SEED_COMMITTED, thing=fixed, after=said)
    return fixed
