"""Killed at any moment, whoever writes leaves each change with its entry in the record, and the record whole."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof

# Seconds after which the writer is killed: anywhere in its work, the same in every run.
MOMENTS = [0.05 + 0.37 * place % 0.35 for place in range(12)]
COUNTS = """
import django
django.setup()
from trigpoint.inspectorate.requests.models import Request
from trigpoint.record.chain import verify
from trigpoint.record.models import Event
print(Request.objects.count(), Event.objects.filter(kind="requests.drafted").count(),
      type(verify("inspection:eastmere-2026")).__name__)
"""


def test_a_writer_that_is_killed_leaves_each_change_with_its_entry_and_the_chain_whole(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration",
        "TRIGPOINT_VAR": str(tmp_path),
    }
    trigpoint = Path(sys.executable).parent / "trigpoint"
    subprocess.run([trigpoint, "load", "examples/eastmere-2026"], env=environment, check=True)
    before = 0
    for moment in MOMENTS:
        writing = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.drafting"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert writing.stdout is not None
        writing.stdout.readline()
        time.sleep(moment)
        writing.kill()
        writing.communicate()
        said = subprocess.run([sys.executable, "-c", COUNTS], env=environment, check=True, capture_output=True)
        rows, events, found = said.stdout.decode().split()
        assert (int(rows), found) == (int(events), "Whole")
        assert int(rows) > before
        before = int(rows)
