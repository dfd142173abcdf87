"""Every kind of event, gathered from all activities."""

from typing import Final

from trigpoint.inspectorate.assessment.kinds import KINDS as ASSESSMENT
from trigpoint.inspectorate.parts.kinds import KINDS as PARTS
from trigpoint.inspectorate.programme.kinds import KINDS as PROGRAMME
from trigpoint.inspectorate.publishing.kinds import KINDS as PUBLISHING
from trigpoint.inspectorate.register.kinds import KINDS as REGISTER
from trigpoint.inspectorate.requests.kinds import KINDS as REQUESTS
from trigpoint.inspectorate.sampling.kinds import KINDS as SAMPLING
from trigpoint.notices.kinds import KINDS as NOTICES
from trigpoint.outbox.kinds import KINDS as OUTBOX
from trigpoint.people.kinds import KINDS as PEOPLE
from trigpoint.record.kinds import KINDS as RECORD

ALL: Final = (
    *PROGRAMME,
    *PARTS,
    *REQUESTS,
    *SAMPLING,
    *ASSESSMENT,
    *PUBLISHING,
    *PEOPLE,
    *OUTBOX,
    *NOTICES,
    *REGISTER,
    *RECORD,
)
BY_KEY: Final = {kind.key: kind for kind in ALL}
ABOUT: Final = tuple(dict.fromkeys(kind.about for kind in ALL))
