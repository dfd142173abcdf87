"""What an inspection holds: its Bundle, and its ratings so far."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.db.models import QuerySet

from trigpoint.bundle.check import Inconsistency, check
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.inspectorate.contents.kinds import FILLED
from trigpoint.inspectorate.contents.models import Contents
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.queries import names
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.report.compose import compose
from trigpoint.report.document import text_of
from trigpoint.report.html import html
from trigpoint.report.reported import Reported
from trigpoint.report.words import Writer, writer
from trigpoint.rules.flips import flips
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection, rate


class CannotBeShownError(LookupError):
    """What an inspection holds cannot be shown; the sentence says why."""


class FrameworkGoneError(CannotBeShownError):
    """The installation no longer has the version of a framework that an inspection is pinned to."""


class ContentsAlteredError(CannotBeShownError):
    """The contents in the database are not those that the record tells of."""


@dataclass(frozen=True)
class Held:
    """A version of the contents, with everything that follows from it. What takes long is worked out when asked for."""

    version: int
    bundle: Bundle
    framework: Framework
    rated: RatedInspection
    findings: tuple[Inconsistency, ...]

    @cached_property
    def report(self) -> str:
        """The whole report as one web page that stands alone."""
        return html(compose(Reported(self.bundle, self.framework, self.rated, flips(self.rated))))

    def said(self, text: str) -> str:
        """Return a text of the Bundle with the figures that it names, such as '3 of 8' for `{2.1.2 share}`."""
        return text_of(self._texts.said(text))

    @cached_property
    def _texts(self) -> Writer:
        return writer(Reported(self.bundle, self.framework, self.rated, ()))


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the contents: when it was put in, by whom (by name) and why."""

    number: int
    at: datetime
    by: str
    reason: str


def latest(inspection: Inspection) -> Contents | None:
    """The newest version of the contents; None while nothing has been put in."""
    return Contents.objects.filter(inspection=inspection).order_by("-version").first()


def held(inspection: Inspection) -> Held | None:
    """What an inspection holds now, rated and checked; None while it holds nothing.

    Raises ContentsAlteredError where it is not what was put in, so that altered ratings are never shown.
    """
    contents, said = _newest(inspection)
    if (contents is None) != (said is None) or (contents and said and not _is_recorded(contents, said.after or {})):
        # Somebody may have put in a version between the two questions: asked again, they agree.
        contents, said = _newest(inspection)
    if contents is None and said is None:
        return None
    if contents is None or said is None or not _is_recorded(contents, said.after or {}):
        raise ContentsAlteredError(
            f"What the inspection '{inspection.reference}' holds was altered in the database: it is not what the "
            "record says was put in. Tell whoever runs this site, and change nothing."
        )
    return _worked_out(contents.version, contents.body, inspection.framework, inspection.framework_digest)


def _newest(inspection: Inspection) -> tuple[Contents | None, Event | None]:
    return latest(inspection), _filled(inspection).order_by("-number").first()


def bundle_of_version(inspection: Inspection, version: int) -> Bundle | None:
    """What an inspection held as one of its versions; None for one that there never was.

    Raises ContentsAlteredError where it is not what was put in.
    """
    contents = Contents.objects.filter(inspection=inspection, version=version).first()
    said = next((one.after for one in _filled(inspection) if (one.after or {}).get("version") == version), None)
    if contents is None and said is None:
        return None
    if contents is None or said is None or not _is_recorded(contents, said):
        raise ContentsAlteredError(
            f"Version {version} of what the inspection '{inspection.reference}' held was altered in the database: it "
            "is not what the record says was put in. Tell whoever runs this site, and change nothing."
        )
    return Bundle.model_validate_json(contents.body)


def versions(inspection: Inspection) -> tuple[Version, ...]:
    """Every version of the contents that the record tells of, the newest first."""
    events = _filled(inspection).order_by("-number")
    known = names(one.who for one in events)
    return tuple(
        Version(int((one.after or {}).get("version", 0)), one.at, known.get(one.who, one.who), one.reason)
        for one in events
    )


def altered_versions(inspection: Inspection) -> tuple[int, ...]:
    """Return the versions of the contents that are not, or no longer, what the record says was put in."""
    there = {one.version: one for one in Contents.objects.filter(inspection=inspection)}
    events = [one.after or {} for one in _filled(inspection)]
    said = {int(one.get("version", 0)): one for one in events}
    whole = {number for number in there.keys() & said.keys() if _is_recorded(there[number], said[number])}
    return tuple(sorted((there.keys() | said.keys()) - whole))


def _filled(inspection: Inspection) -> QuerySet[Event]:
    return Event.objects.filter(chain_id=inspection_chain(inspection), kind=FILLED.key)


def _is_recorded(contents: Contents, said: Mapping[str, object]) -> bool:
    # SQLite keeps bytes in a column of words where somebody puts them there; as words they have another digest.
    digest = hashlib.sha256(str(contents.body).encode()).hexdigest()
    return (contents.version, contents.digest, digest) == (said.get("version"), said.get("digest"), said.get("digest"))


def framework_of(inspection: Inspection) -> Framework:
    """The framework that an inspection is pinned to. Raises FrameworkGoneError."""
    return framework(inspection.framework, inspection.framework_digest)


@lru_cache(maxsize=32)
def framework(framework_id: str, digest: str) -> Framework:
    """The framework of this id and version. Raises FrameworkGoneError where the installation has it not."""
    folder = built_in().get(framework_id)
    found = load_framework(folder) if folder else None
    if found is None or found.digest != digest:
        raise FrameworkGoneError(f"This installation has not the version of '{framework_id}' that is asked for.")
    return found


# The same text always gives the same ratings; working them out takes some hundredths of a second.
@lru_cache(maxsize=64)
def _worked_out(version: int, body: str, framework_id: str, digest: str) -> Held:
    bundle = Bundle.model_validate_json(body)
    pinned = framework(framework_id, digest)
    rated = rate(pinned, recorded(bundle))
    return Held(version, bundle, pinned, rated, check(bundle, pinned, rated))
