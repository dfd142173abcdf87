"""An inspectorate and a service, with somebody in each who may sign in."""

import pytest

from tests.factories.world import Kind, organisation, person
from trigpoint.people.models import Person


@pytest.fixture
def inspector(db: None) -> Person:
    return person("inspector", organisation(Kind.INSPECTORATE, "Northland Inspectorate"), "Ines Penn", "ines@n.example")


@pytest.fixture
def manager(db: None) -> Person:
    return person("service-manager", organisation(Kind.SERVICE, "Eastmere"), "Mara Lind", "mara@e.example")
