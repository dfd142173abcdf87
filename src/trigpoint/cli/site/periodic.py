"""The jobs that come again every hour or every night: this table is the one place where they are named."""

from typing import Final

from trigpoint.jobs.periodic import Every, Periodic
from trigpoint.jobs.sealing import seal_record
from trigpoint.outbox.clearing import clear_away

PERIODIC: Final = (
    Periodic("seal-record", seal_record, Every.HOUR),
    Periodic("clear-away", clear_away, Every.NIGHT),
)
