"""The keys of the record: which chain tells of what, and of which row an entry. They are stored: they never change."""

from typing import Final, Protocol
from uuid import UUID

from django.db.models import Model

# The chain of what happens to the installation as a whole.
INSTALLATION_CHAIN: Final = "installation"


class Referenced(Protocol):
    """Something that a chain can be about: its reference is part of the chain's key."""

    @property
    def reference(self) -> str:
        """The reference, unique among things of its kind, that never changes."""
        ...


def inspection_chain(inspection: Referenced | str) -> str:
    """Return the key of an inspection's chain. A reference alone will do: a record may outlive its inspection."""
    return _key("inspection", inspection)


def organisation_chain(organisation: Referenced | str) -> str:
    """Return the key of an organisation's chain: its people, roles and invitations."""
    return _key("organisation", organisation)


def interests_chain(service: Referenced | str) -> str:
    """Return the key of the chain of declarations about a service.

    They are not in the service's own chain, which the service reads: that inspectors declare interests tells it of an
    inspection that has not been announced.
    """
    return _key("interests", service)


def figures_chain(service: Referenced | str) -> str:
    """Return the key of the chain of a service's context figures.

    They are not in the service's own chain, which the service reads: that figures are gathered tells it of an
    inspection that has not been announced.
    """
    return _key("figures", service)


def keys_chain() -> str:
    """Return the key of the chain of the installation's own signing keys: there is one such chain."""
    return _key("installation", "keys")


def account_chain(person: UUID) -> str:
    """Return the key of the chain of one person's account, by their id: a person may work for many organisations."""
    return _key("account", str(person))


def reference_in(chain: str) -> str:
    """Return the reference in a chain's key."""
    return chain.partition(":")[2]


def kind_of_chain(chain: str) -> str:
    """Return what a chain is about, such as 'inspection'."""
    return chain.partition(":")[0]


def thing_of(row: Model) -> str:
    """Return how an entry names the row that it is about."""
    return f"{row._meta.model_name}:{row.pk}"


def _key(about: str, referenced: Referenced | str) -> str:
    return f"{about}:{referenced if isinstance(referenced, str) else referenced.reference}"
