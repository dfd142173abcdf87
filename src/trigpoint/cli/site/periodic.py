"""The jobs that come again, and what every worker looks after: named in this place alone."""

from typing import Final

from trigpoint.inspectorate.waiting.reminding import send_reminders
from trigpoint.jobs.periodic import Every, Periodic
from trigpoint.jobs.running import Routine
from trigpoint.jobs.sealing import seal_record
from trigpoint.notices.summary import send_summaries
from trigpoint.outbox.clearing import clear_away
from trigpoint.outbox.doubt import doubt_whatever_nobody_sends

PERIODIC: Final = (
    Periodic("seal-record", seal_record, Every.HOUR),
    Periodic("send-reminders", send_reminders, Every.MORNING),
    Periodic("send-summaries", send_summaries, Every.MORNING),
    Periodic("clear-away", clear_away, Every.NIGHT),
)

ROUTINE: Final = Routine(PERIODIC, (doubt_whatever_nobody_sends,))
