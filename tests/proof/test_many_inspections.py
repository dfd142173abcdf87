"""The properties of the rules on many random inspections."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.loaded import HARBOUR, YOUTH, id_of
from tests.rules.test_properties import EXAMPLES, PROPERTIES, Property, name_of
from trigpoint.rules.framework import Framework

# Before a change lands a third of what 'make proof' tries.
TIMES = 20 if os.environ.get("CI") == "true" else 60


@pytest.mark.proof
@pytest.mark.parametrize("framework", [YOUTH, pytest.param(HARBOUR, marks=pytest.mark.long)], ids=id_of)
@pytest.mark.parametrize("rule", PROPERTIES, ids=name_of)
@settings(max_examples=TIMES * EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_for_many_random_inspections(rule: Property, framework: Framework, data: st.DataObject) -> None:
    rule(framework, data)
