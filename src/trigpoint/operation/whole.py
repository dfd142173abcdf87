"""Whether everything that an installation records holds: every chain, and every row that the record tells of."""

from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.editions import altered_editions
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.record.chain import Broken, verify, verify_begun
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Chain
from trigpoint.record.rows import altered_rows


def faults_of_everything() -> tuple[str, ...]:
    """Return, in sentences, what does not hold of the whole installation; nothing where all of it does."""
    faults: list[str] = []
    for chain in Chain.objects.order_by("key").values_list("key", flat=True):
        # The other chains, such as that of the interests in a service, begin with whatever happened first.
        begun = chain.startswith(("inspection:", "organisation:"))
        verified = verify_begun(chain) if begun else verify(chain)
        faults += [f"{chain}: {verified.what}"] if isinstance(verified, Broken) else []
    for inspection in Inspection.objects.order_by("reference").only("reference"):
        reference = inspection.reference
        altered = altered_parts(inspection) + altered_draws(inspection) + altered_editions(reference)
        faults += [f"{reference}: {what}" for what in altered + altered_rows(inspection_chain(reference))]
    return tuple(faults)
