"""The settings of a certificate compared with those of the framework that it names."""

from dataclasses import dataclass
from functools import lru_cache

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.case_lists.layout import CaseListLayout, load_layout
from trigpoint.rules.certificate import Certificate, Difference
from trigpoint.rules.framework import Framework


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a certificate's settings compare; `says` is a sentence, and not `compared` means that there was no way to."""

    says: str
    compared: bool
    differences: tuple[Difference, ...] = ()


def compare_with_framework(certificate: Certificate) -> Comparison:
    """Compare windows, shares, confidence, margin of error and attributes with the framework, where it is known."""
    name = certificate.drawn_for.framework
    if name not in built_in():
        return Comparison(
            f"The framework {name} is not known here, so the settings were not compared with it.", compared=False
        )
    framework, layout = _read(name)
    if framework.digest != certificate.drawn_for.framework_digest or layout is None:
        says = f"The framework {name} is another version here, so the settings were not compared with it."
        return Comparison(says, compared=False)
    expected, certified = framework.method.sample, certificate.settings
    differences = []
    if certified.size != expected:
        differences.append(Difference(f"the settings of {name}", str(certified.size), str(expected)))
    if certified.attributes != layout.attributes:
        differences.append(Difference(f"the attributes of {name}", str(certified.attributes), str(layout.attributes)))
    return Comparison(f"The settings are those of the framework {name}.", compared=True, differences=tuple(differences))


# Frameworks that come with Trigpoint do not change while it runs.
@lru_cache(maxsize=8)
def _read(name: str) -> tuple[Framework, CaseListLayout | None]:
    folder = built_in()[name]
    return load_framework(folder), load_layout(folder)
