"""Write docs/schema/bundle-1.schema.json: python -m tests.schema.write."""

import json
from pathlib import Path

from trigpoint.bundle.schema import bundle_schema

FILE = Path(__file__).parents[2] / "docs" / "schema" / "bundle-1.schema.json"


def schema_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(bundle_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(schema_text(), encoding="utf-8")
