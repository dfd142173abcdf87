"""Questions about the draft reports that a service was sent. Nothing is changed here."""

from hashlib import sha256

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.pinned import pinned_framework
from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import long_date
from trigpoint.inspectorate.publishing.kinds import DRAFT_SEALED
from trigpoint.inspectorate.publishing.models import DraftReport
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chain import plain
from trigpoint.record.chains import thing_of
from trigpoint.record.models import Event
from trigpoint.record.versioned import row_value


def rated_draft(draft: DraftReport) -> RatedBundle:
    """What a draft holds, rated, with a notice that it is one. Raises AlteredError where it is not what was sealed."""
    body = bytes(draft.body)
    event = Event.objects.filter(thing=thing_of(draft), kind=DRAFT_SEALED.key).first()
    sealed = (event.after or {}) if event else {}
    columns = {name: row_value(draft, name) for name in sealed}
    if not sealed or plain(columns) != sealed or sha256(body).hexdigest() != draft.digest:
        raise AlteredError(f"Draft {draft.number} of the report")
    bundle = Bundle.model_validate_json(body)
    notice = (
        f"Draft {draft.number} of the report, of {long_date(draft.sealed_on)}, to be checked for factual accuracy. It "
        "is not published: do not pass it on."
    )
    marked = bundle.model_copy(update={"notice": f"{notice} {bundle.notice}" if bundle.notice else notice})
    # Another digest than that of its bytes alone, as the notice is read with them.
    framework = pinned_framework(bundle.framework.id, bundle.framework.digest)
    return RatedBundle(f"{draft.digest}, a draft", marked, framework)
