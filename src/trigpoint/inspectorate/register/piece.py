"""What the register knows of a service, as an inspection takes it over when its sample is drawn."""

from dataclasses import dataclass
from typing import Any

from trigpoint.bundle.context import ContextGroup
from trigpoint.inspectorate.register.queries import context_groups, figures_of
from trigpoint.people.models import Organisation


@dataclass(frozen=True, slots=True)
class ServicePiece:
    """A service's names and its context figures, each with the rows and versions that they are of, in words."""

    name: str
    short_name: str
    names_version: str
    context: tuple[ContextGroup, ...]
    context_versions: str

    @property
    def context_document(self) -> list[dict[str, Any]]:
        """The context figures as a Bundle's JSON has them, so that a copy and a file that is loaded back are equal."""
        return [group.model_dump(mode="json", exclude_defaults=True) for group in self.context]


def service_piece(service: Organisation) -> ServicePiece:
    """What the register says of a service now."""
    return ServicePiece(
        name=service.name,
        short_name=service.short_name,
        names_version=f"{service.reference} version {service.version}",
        context=context_groups(service),
        context_versions=", ".join(f"figures {row.pk} version {row.version}" for row in figures_of(service)),
    )
