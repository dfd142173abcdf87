"""Whether all that an installation records holds: every chain, every row that one tells of, triggers and the tree."""

from pathlib import Path

from trigpoint.inspectorate.verifying.everything import checks
from trigpoint.record.triggers_there import trigger_faults
from trigpoint.record.verification import verify_everything
from trigpoint.record.witness import verify_tree


def faults_of_everything(keys: Path) -> tuple[str, ...]:
    """Return, in sentences, what does not hold of the whole installation; nothing where all of it does.

    `keys` is the folder of its keys, one of which opens the seeds of draws.
    """
    verified = verify_everything(checks(keys), lambda _: None)
    faults = (f"{fault.chain}: {fault.what}" if fault.chain else fault.what for fault in verified.faults)
    return (*faults, *trigger_faults(), *verify_tree(()).faults)
