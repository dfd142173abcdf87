"""The draft report that went with a request, for the pages of either side: both read the same."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.drafts import rated_draft
from trigpoint.inspectorate.publishing.models import DraftReport


def draft_or_404(inspection: Inspection, request_id: UUID) -> RatedBundle:
    """The draft as it was sealed. Raises Http404 where none went with it, AlteredError where it was altered."""
    return rated_draft(get_object_or_404(DraftReport, inspection=inspection, request=request_id))
