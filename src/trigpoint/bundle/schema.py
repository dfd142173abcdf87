"""The shape of a Bundle as JSON Schema, for editors and other programs. What it cannot say, `conformance` checks."""

from typing import Any

from trigpoint.bundle.model import Bundle


def bundle_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of Bundle version 1.

    It describes shapes and types. Ids, facts, values and ratings are those of the framework that a Bundle is pinned
    to, so no schema can list them: loading the Bundle checks them.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:trigpoint:bundle:1",
        **Bundle.model_json_schema(by_alias=True),
        "title": "Trigpoint Bundle, version 1",
    }
