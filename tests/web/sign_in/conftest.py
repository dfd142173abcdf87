"""An inspectorate and a service, with somebody in each who may sign in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.factories.world import Kind, organisation, person
from tests.web.sign_in.provider import CLIENT, SECRET, Provider, certificate, running
from trigpoint.people.models import Person
from trigpoint.web.account.provider import providers


@pytest.fixture
def inspector(db: None) -> Person:
    return person("inspector", organisation(Kind.INSPECTORATE, "Northland Inspectorate"), "Ines Penn", "ines@n.example")


@pytest.fixture
def manager(db: None) -> Person:
    return person("service-manager", organisation(Kind.SERVICE, "Eastmere"), "Mara Lind", "mara@e.example")


@pytest.fixture
def provider(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """An organisation's own sign-in, over TLS, whose certificate this machine trusts."""
    file = certificate(tmp_path / "certificate.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with running(file) as provider:
        settings.SOCIALACCOUNT_PROVIDERS = providers(
            {
                "TRIGPOINT_OIDC_ISSUER": provider.issuer,
                "TRIGPOINT_OIDC_NAME": "Eastmere Council",
                "TRIGPOINT_OIDC_CLIENT_ID": CLIENT,
                "TRIGPOINT_OIDC_CLIENT_SECRET": SECRET,
            }
        )
        yield provider
