"""What can happen in the register."""

from typing import Final

from trigpoint.record.kinds import Kind

SERVICE_CHANGED: Final = Kind("register.service_changed", "Services", "changed the name to {after[name]}")
FIGURES_ENTERED: Final = Kind("register.figures_entered", "Figures", "entered figures: {after[title]}, {after[year]}")
FIGURES_CHANGED: Final = Kind("register.figures_changed", "Figures", "changed figures: {after[title]}, {after[year]}")
FIGURES_WITHDRAWN: Final = Kind(
    "register.figures_withdrawn", "Figures", "withdrew figures: {before[title]}, {before[year]}"
)

KINDS: Final = (SERVICE_CHANGED, FIGURES_ENTERED, FIGURES_CHANGED, FIGURES_WITHDRAWN)
