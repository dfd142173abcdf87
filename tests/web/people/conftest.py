"""Somebody who is invited on the site, as its users invite."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from tests.web.conftest import As

NEWT = {"name": "Newt Hale", "email": "Newt@Eastmere.example", "role": "data-officer"}


@pytest.fixture
def invite(as_: As, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Invite somebody, and return the answer once the e-mail is out."""

    def invited(by: str = "service-manager", to: str = "eastmere", **typed: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return as_(by).post(f"{reverse('invite')}?organisation={to}", NEWT | typed)

    return invited
