"""What the service may send at each stage without having been asked: it need not wait for a request to do its part."""

from collections.abc import Mapping
from typing import Final

from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.requests.models import Request

UNASKED: Final[Mapping[StageKey, Request.Purpose]] = {
    StageKey.ANNOUNCED: Request.Purpose.EVIDENCE,
    StageKey.PUBLISHED: Request.Purpose.ACTION_PLAN,
    StageKey.ACTION_PLAN: Request.Purpose.CHANGE,
}
