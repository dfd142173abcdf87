"""Bundles as files: a small one that everything can be added to, and copies of the two examples with changes."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.factories.loaded import HARBOUR, YOUTH
from trigpoint.bundle.files import load_bundle

EXAMPLES = Path(__file__).parents[2] / "examples"
PRINTED, TWIN = EXAMPLES / "trafford-2021", EXAMPLES / "trafford-2021-cases"

# Lines 1 to 9 of a file; what a test adds begins on line 10.
SMALL = f"""\
bundle_version: 1
inspection:
  reference: small
  title: A small inspection
  service: {{name: A service, short_name: S}}
  inspectorate: An inspectorate
framework:
  id: hmip-youth-2018
  digest: {YOUTH.digest}
"""
FIRST_ADDED = 10

HARBOUR_SMALL = SMALL.replace("hmip-youth-2018", HARBOUR.id).replace(YOUTH.digest, HARBOUR.digest)

_READ = {folder: load_bundle(folder).source.value for folder in (PRINTED, TWIN)}


def written(folder: Path, added: str = "", *, start: str = SMALL, name: str = "inspection.yaml") -> Path:
    """Write the small Bundle with more lines after it; return its file."""
    file = folder / name
    file.write_text(start + added, encoding="utf-8")
    return file


def values(example: Path) -> Any:
    """Return a copy of an example's values, to be changed freely."""
    return deepcopy(_READ[example])


def written_json(folder: Path, value: object) -> Path:
    """Write values as a Bundle in JSON; return its file."""
    file = folder / "inspection.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file
