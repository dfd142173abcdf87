"""Bring an installation up to date, and print what it holds then: `python -m tests.upgrade.upgraded`."""

import json
from hashlib import sha256

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - only once Django is set up

from trigpoint.bundle.files import canonical_json  # noqa: E402
from trigpoint.bundle.model import Bundle  # noqa: E402
from trigpoint.inspectorate.bundling.history import bundle_of_version, versions  # noqa: E402
from trigpoint.inspectorate.bundling.live import live_bundle  # noqa: E402
from trigpoint.inspectorate.programme.models import Inspection  # noqa: E402
from trigpoint.inspectorate.publishing.editions import newest_edition, rated_edition  # noqa: E402
from trigpoint.inspectorate.sampling.draws import draw_history  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    print(json.dumps({one.reference: _held_by(one) for one in Inspection.objects.all()}))  # noqa: T201


def _held_by(inspection: Inspection) -> dict[str, object]:
    edition = newest_edition(inspection.reference)
    return {
        "versions": {str(one.number): _digest(_version(inspection, one.number)) for one in versions(inspection)},
        "live": _digest(live_bundle(inspection)),
        "edition": _digest(rated_edition(edition).bundle) if edition else None,
        "certificates": [sha256(past.certificate.encode()).hexdigest() for past in draw_history(inspection)],
    }


def _version(inspection: Inspection, number: int) -> Bundle:
    bundle = bundle_of_version(inspection, number)
    assert bundle is not None
    return bundle


def _digest(bundle: Bundle) -> str:
    # What came in by file is written beside what was recorded, and was not before.
    recorded = bundle.model_copy(update={"brought_by_file": ()})
    return sha256(canonical_json(recorded).encode()).hexdigest()


if __name__ == "__main__":
    main()
