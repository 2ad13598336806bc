"""What each side of the ledger of use may read, and what hangs on a use."""

from typing import Any

import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind, HelpState
from renmai.store.actions.influence_use import decline_use, thank
from renmai.store.influence_use import helped_with, in_deals_of, own_deals, own_people
from renmai.store.models import (
    AuditEntry,
    HelpRequest,
    Influence,
    InfluenceUse,
    PrivateUse,
    Thanks,
)
from tests.people import AS_OF, SEPTEMBER
from tests.store.ledger import (
    BOSS,
    NOW,
    SCOPES,
    close,
    confirm,
    deal,
    employee,
    person,
    record,
    refusal,
    row_of,
    trail_names,
)

pytestmark = pytest.mark.usefixtures("world")


def help_request(**more: Any) -> HelpRequest:
    given: dict[str, Any] = {
        "revision_id": 1,
        "code": "HR-1",
        "kind": HelpKind.HELP,
        "key_person": person(BOSS),
        "opportunity": deal(),
        "asker": employee("owner"),
        "giver": employee("outsider"),
        "state": HelpState.ACCEPTED,
        "goal": "约见",
        "asked_on": SEPTEMBER,
    }
    return HelpRequest.unscoped.create(**{**given, **more})


def test_declined_it_is_gone_with_all_that_hung_on_it() -> None:
    request = help_request(blind=True)
    use = record("owner", named=False, request=request)
    thank(use.pk, "多谢", names_deal=False, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF)
    decline_use(use.pk, by=employee("outsider"), scope=SCOPES["outsider"], today=AS_OF, now=NOW)
    assert not InfluenceUse.unscoped.filter(opportunity__code="crane").exists()
    assert not Thanks.unscoped.exists()
    assert not PrivateUse.unscoped.exists()
    assert HelpRequest.unscoped.get().use is None
    gone = AuditEntry.objects.filter(file="influence_uses").latest("pk")
    assert (gone.after, gone.revision.actor, gone.before["employee"]) == (None, "", "")  # type: ignore[index]


def test_who_does_not_see_the_customer_reads_no_more_than_they_know() -> None:
    Influence.unscoped.filter(employee__code="outsider").delete()
    use = record("owner")
    row = row_of(helped_with(employee("outsider"), SCOPES["outsider"], AS_OF), use)
    assert (row.deal, row.deal_code, row.customer_code, row.person, row.person_code, row.amount) == (*[""] * 5, None)
    assert row.customer
    assert row.place


def test_the_name_of_the_deal_may_be_told_in_thanks() -> None:
    use = record("owner")
    for is_told in (False, True):
        thank(use.pk, "多谢引荐", names_deal=is_told, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF)
        row = row_of(helped_with(employee("outsider"), SCOPES["outsider"], AS_OF), use)
        assert bool(row.deal) is is_told
        assert (row.amount, [one.text for one in row.thanks]) == (None, ["多谢引荐"])
    assert Thanks.unscoped.count() == 1


def test_thanks_are_between_two() -> None:
    use = record("owner")
    confirm(use, "outsider", named=False)
    thank(use.pk, "多谢", names_deal=False, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF)
    for code, is_read in (("owner", True), ("outsider", True), ("leader", False), ("executive", False)):
        assert Thanks.objects.of(employee(code)).exists() is is_read
    assert not trail_names("多谢")


@pytest.mark.parametrize(("text", "code"), [("  ", ErrorCode.MISSING_VALUE), ("长" * 501, ErrorCode.TOO_LONG)])
def test_thanks_need_words_and_have_an_end(text: str, code: ErrorCode) -> None:
    use = record("owner")
    with pytest.raises(RenmaiError) as refused:
        thank(use.pk, text, names_deal=False, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF)
    assert refusal(refused) is code


def test_nobody_thanks_themselves() -> None:
    use = record("owner", helper="owner")
    with pytest.raises(InfluenceUse.DoesNotExist):
        thank(use.pk, "多谢", names_deal=False, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF)


def test_deals_to_choose_from_are_those_that_one_sees_or_was_asked_about() -> None:
    people = own_people(employee("outsider"), AS_OF)
    assert [one.code for one in people] == list(
        Influence.unscoped.filter(employee__code="outsider").values_list("key_person__code", flat=True)
    )
    assert own_deals(employee("outsider"), SCOPES["outsider"], AS_OF, people) == []
    request = help_request(state=HelpState.ASKED)
    assert own_deals(employee("outsider"), SCOPES["outsider"], AS_OF, people) == []
    HelpRequest.unscoped.filter(pk=request.pk).update(state=HelpState.ACCEPTED)
    assert own_deals(employee("outsider"), SCOPES["outsider"], AS_OF, people) == [deal()]
    close()
    assert own_deals(employee("outsider"), SCOPES["outsider"], AS_OF, people) == []


def test_deals_of_an_owner_show_their_uses() -> None:
    use = record("outsider", named=False)
    rows = in_deals_of(employee("owner"), SCOPES["owner"], AS_OF)
    assert row_of(rows, use).helper == ""
    assert {row.pk for row in in_deals_of(employee("other"), SCOPES["other"], AS_OF)} == set()


def test_help_of_whom_nobody_knows_any_more_is_still_shown() -> None:
    use = record("owner", named=False)
    PrivateUse.unscoped.filter(use=use).delete()
    assert row_of(in_deals_of(employee("owner"), SCOPES["owner"], AS_OF), use).helper == ""
    assert helped_with(employee("outsider"), SCOPES["outsider"], AS_OF) == []
