"""The settings of a certificate held against those of the framework that it names."""

from dataclasses import dataclass
from functools import lru_cache

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.case_lists.layout import CaseListLayout, load_layout
from trigpoint.rules.certificate import Certificate, Difference
from trigpoint.rules.framework import Framework


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """How a certificate's settings compare; `says` is a sentence, the differences are empty where there was no way."""

    says: str
    differences: tuple[Difference, ...] = ()


def held_against_framework(certificate: Certificate) -> HeldAgainst:
    """Compare windows, shares, confidence, margin of error and attributes with the framework, where it is known."""
    name = certificate.drawn_for.framework
    if name not in built_in():
        return HeldAgainst(f"The framework {name} is not known here, so the settings were not compared with it.")
    framework, layout = _read(name)
    if framework.digest != certificate.drawn_for.framework_digest or layout is None:
        return HeldAgainst(f"The framework {name} is another version here, so the settings were not compared with it.")
    ours, said = framework.method.sample, certificate.settings
    found = []
    if said.size != ours:
        found.append(Difference(f"the settings of {name}", str(said.size), str(ours)))
    if said.attributes != layout.attributes:
        found.append(Difference(f"the attributes of {name}", str(said.attributes), str(layout.attributes)))
    return HeldAgainst(f"The settings are those of the framework {name}.", tuple(found))


@lru_cache(maxsize=8)
def _read(name: str) -> tuple[Framework, CaseListLayout | None]:
    folder = built_in()[name]
    return load_framework(folder), load_layout(folder)
