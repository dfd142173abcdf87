"""The framework that an inspection is pinned to, as this installation has it."""

from functools import lru_cache

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.rules.framework import Framework


class FrameworkGoneError(LookupError):
    """The installation no longer has the version of a framework that an inspection is pinned to."""


@lru_cache(maxsize=32)
def pinned_framework(framework_id: str, digest: str) -> Framework:
    """Return the framework of this id and version. Raises FrameworkGoneError where the installation has it not."""
    folder = built_in().get(framework_id)
    framework = load_framework(folder) if folder else None
    if framework is None or framework.digest != digest:
        raise FrameworkGoneError(f"This installation has not the version of '{framework_id}' that is asked for.")
    return framework
