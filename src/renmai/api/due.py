"""What became due or was changed by others: the notices of the person, without what belongs to private networks."""

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Query, Router

from renmai.api.looking import looking
from renmai.api.schema import errors
from renmai.domain.notices.base import Notice, NoticeKind
from renmai.output.agents.answers import MOST, Due, DueAnswer
from renmai.output.notices.gathering import Receiver
from renmai.output.notices.telling import notices_for
from renmai.store.models.notice import Channel
from renmai.wording.notices import sentence

router = Router()
PRIVATE: Final = frozenset(
    {NoticeKind.SURVEY_OPEN, NoticeKind.USE_TO_CONFIRM, NoticeKind.HELP_ASKED, NoticeKind.HELP_ANSWERED}
)
"""Between the person and a colleague, or about whom the person can sway: no program is told."""


@router.get("", response=DueAnswer, openapi_extra={"responses": errors()})
def due(request: HttpRequest, most: Annotated[int, Query(ge=1, le=MOST)] = MOST) -> DueAnswer:
    """The latest first, as under the bell; asking marks nothing as seen."""
    with looking(request) as caller:
        receiver = Receiver(caller.employee, caller.scope, caller.today, caller.panel)
        told = [one for one in notices_for(receiver, Channel.APP) if one.kind not in PRIVATE]
        return DueAnswer(due=[_due(one) for one in told[:most]], total=len(told))


def _due(notice: Notice) -> Due:
    return Due(
        kind=notice.kind.value,
        day=notice.day.isoformat(),
        text=sentence(notice),
        customer=notice.customer,
        place=notice.place.value,
        code=notice.code,
    )
