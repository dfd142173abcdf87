"""The framework that an inspection is pinned to for life."""

from trigpoint.bundle.pinned import pinned_framework
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.rules.framework import Framework


def framework_of(inspection: Inspection) -> Framework:
    """The framework that an inspection is pinned to. Raises FrameworkGoneError where the installation has it not."""
    return pinned_framework(inspection.framework, inspection.framework_digest)
