"""What one person holds on one day: the value that every permission is read from. It reaches no database."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from trigpoint.people.permissions import Permission, Side
from trigpoint.people.roles import Permissions, Role

OPERATOR: Final = "operator"
Homes = frozenset[tuple[UUID, Side]]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role in force, held for an organisation or (with `inspection`) for one inspection of it."""

    role: Role
    organisation: UUID
    organisation_name: str
    inspection: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's roles on a day. The operator of an installation has every permission, and only at the command line.

    `conflicts` are the services that the person works for or has declared an interest in: of them they see nothing
    from the inspectorate's side of the wall, whatever roles they hold (`stands_apart_from`).
    """

    person: UUID | None
    name: str
    on: date
    held_roles: tuple[HeldRole, ...] = ()
    is_operator: bool = False
    conflicts: frozenset[UUID] = frozenset()

    @property
    def author(self) -> str:
        """Who the record says did something."""
        return OPERATOR if self.is_operator else str(self.person)

    @property
    def sides(self) -> frozenset[Side]:
        """The sides on which the person holds any role."""
        return frozenset(held_role.role.side for held_role in self.held_roles)

    @property
    def homes(self) -> Homes:
        """The organisations that the person works for, each with its side."""
        return frozenset(
            (held_role.organisation, held_role.role.side)
            for held_role in self.held_roles
            if held_role.inspection is None
        )

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the roles held, each once, in the order in which they are held."""
        return tuple(dict.fromkeys(held_role.role.title for held_role in self.held_roles))

    def stands_apart_from(self, organisation: UUID) -> bool:
        """Whether the person may see an organisation from the inspectorate's side, and deal with it: no conflict.

        For rows of a query, `people.queries.without_conflicts` says the same.
        """
        return organisation not in self.conflicts

    def organisations(self, permission: Permission) -> frozenset[UUID]:
        """The organisations in which the person has a permission."""
        return frozenset(
            held_role.organisation for held_role in self.held_roles if permission in _in_organisation(held_role)
        )

    def has(self, permission: Permission, organisation: UUID) -> bool:
        """Whether the person has a permission in this organisation."""
        return self.is_operator or organisation in self.organisations(permission)

    def has_anywhere(self, permission: Permission) -> bool:
        """Whether the person has a permission in any organisation: enough to be shown a way to it, never to do it."""
        return self.is_operator or bool(self.organisations(permission))

    def permissions_on(self, inspection: UUID, organisation: UUID) -> Permissions:
        """The permissions on an inspection, held for it or for the organisation: its inspectorate, or its service."""
        return frozenset(Permission) if self.is_operator else self._permissions_held(inspection, organisation)

    def roles_on(self, inspection: UUID, organisation: UUID) -> tuple[Role, ...]:
        """The roles held for an inspection, and those for its organisation that bear on each inspection."""
        return tuple(
            held_role.role
            for held_role in self.held_roles
            if held_role.inspection == inspection
            or (
                held_role.inspection is None
                and held_role.organisation == organisation
                and held_role.role.on_each_inspection
            )
        )

    def _permissions_held(self, inspection: UUID, organisation: UUID) -> Permissions:
        permissions: set[Permission] = set()
        for held_role in self.held_roles:
            if held_role.inspection == inspection:
                permissions |= held_role.role.on_its_inspection
            elif held_role.inspection is None and held_role.organisation == organisation:
                permissions |= held_role.role.on_each_inspection
        return frozenset(permissions)


def operator(on: date) -> Standing:
    """Whoever runs the installation, at its command line. Never for a request."""
    return Standing(person=None, name="The operator", on=on, is_operator=True)


def _in_organisation(held_role: HeldRole) -> Permissions:
    return held_role.role.in_organisation if held_role.inspection is None else frozenset()
