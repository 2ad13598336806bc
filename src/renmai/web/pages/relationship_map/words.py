"""Every word that the map's island says (islands/map/settings.ts lists the same names)."""

from typing import Any

from django.utils.translation import gettext, pgettext

from renmai.domain.stance import DEGREES, VOTES
from renmai.wording import terms


def words() -> dict[str, Any]:
    """By the island's names, in the language of the request; `%(name)s` is filled in by the island."""
    return {
        **_things(),
        **_acts(),
        **_says(),
        **{degree: str(terms.DEGREES[degree].short or terms.DEGREES[degree].label) for degree in DEGREES},
        **{vote: str(terms.VOTES[vote].short) for vote in VOTES},
        "stances": _stances(),
        "answers": {answer: str(word) for answer, word in terms.VOTE_ANSWERS.items()},
        "meanings": _meanings(),
        "time": _time(),
        "legend": _legend(),
        "changes": _changes(),
    }


def _stances() -> dict[str, str]:
    return {"unknown" if value is None else str(value): str(word) for value, word in terms.STANCES.items()}


def _meanings() -> dict[str, str]:
    families = (terms.DEGREES, terms.VOTES)
    found = {name: str(term.meaning) for family in families for name, term in family.items()}
    return {**found, "reporting_line": str(terms.MATTERS["reporting_line"].meaning)}


def _things() -> dict[str, str]:
    return {
        "approverBadge": pgettext("badge of an approver", "A"),
        "comma": pgettext("between the items of a list", ", "),
        "competitor": gettext("Competitor"),
        "competitorsPerson": gettext("of a competitor"),
        "contactName": gettext("Name of the competitor's person"),
        "department": gettext("Department"),
        "details": gettext("Details"),
        "focus": gettext("Focus"),
        "grounds": gettext("In whose words, on what grounds"),
        "history": gettext("History and grounds"),
        "howTheyKnow": gettext("How they know each other"),
        "influence": gettext("Influence"),
        "inThisChain": gettext("In this decision chain"),
        "inside": gettext("inside the customer"),
        "keyPerson": gettext("Key person"),
        "name": gettext("Name"),
        "newBadge": pgettext("since the compared day", "new"),
        "notKnown": gettext("not known"),
        "ourColleague": gettext("our colleague"),
        "reason": gettext("Reason"),
        "reportsTo": gettext("Reports to"),
        "role": gettext("Role"),
        "sevenFeatures": gettext("Seven features"),
        "since": pgettext("first day", "Since"),
        "swayed": gettext("Who is swayed"),
        "title": gettext("Title"),
        "top": gettext("Top: reports to nobody here"),
        "until": gettext("Until"),
        "vetoBadge": pgettext("badge of a veto holder", "V"),
        "who": gettext("Who"),
    }


def _acts() -> dict[str, str]:
    return {
        "add": gettext("Add"),
        "addInfluence": gettext("Add an influence"),
        "addMember": gettext("Add a member"),
        "addPerson": gettext("Add somebody"),
        "cancel": gettext("Cancel"),
        "close": gettext("Close"),
        "edit": gettext("Edit"),
        "end": pgettext("an influence", "End"),
        "endInfluence": gettext("The influence of %(name)s ends"),
        "fillIn": pgettext("a placeholder", "Give the name"),
        "fillPlaceholder": gettext("Who is it? %(role)s"),
        "foldAway": gettext("Fold away who is below"),
        "guideMe": gettext("Answer a few questions: %(feature)s"),
        "lessPower": pgettext("in a decision chain", "Less power"),
        "leaveIt": pgettext("of two values", "Leave it"),
        "makeItMine": pgettext("of two values", "Make it mine"),
        "morePower": pgettext("in a decision chain", "More power"),
        "openPage": gettext("Page"),
        "recordContact": gettext("Record a contact"),
        "removeMember": gettext("Remove from the chain"),
        "save": gettext("Save"),
        "sideBySide": pgettext("two days", "Side by side"),
        "toToday": gettext("Back to today"),
        "undo": gettext("Undo"),
        "unfold": gettext("Show %(n)s more below"),
        "whoCanHelp": gettext("Who can help"),
        "whoSways": gettext("Who can deeply sway %(name)s?"),
        "whySince": gettext("Why, since when"),
    }


def _says() -> dict[str, str]:
    return {
        "allEvents": gettext("All %(n)s"),
        "canSway": pgettext("after a name", "can sway this person"),
        "changedBy": gettext("%(who)s changed this at %(when)s: %(was)s → %(now)s."),
        "changedByOthers": gettext("Somebody changed the map; what is new is outlined."),
        "competitorsCan": gettext("a competitor's people can sway this person"),
        "dragToo": gettext("Or drag the card to its superior"),
        "emptyChain": gettext("Nobody is in the decision chain yet: who has to say yes, and who could say no?"),
        "emptyMap": gettext("Nobody is known here yet: begin with whoever you met, or with a role."),
        "inChains": gettext("decision chains: %(n)s"),
        "knownOf": gettext("%(n)s of 7 known"),
        "lastMet": gettext("last met %(day)s by %(who)s"),
        "lineUnknown": gettext("Reporting line not known"),
        "lookingBack": gettext("As it was on %(day)s; changes are made today."),
        "mapOf": gettext("Relationship map of %(customer)s on %(day)s, persons: %(n)s"),
        "moving": gettext("To whom does %(name)s report? Go there with the arrows and press Enter; Escape leaves it."),
        "nameHint": gettext("Not known yet? Leave it empty and give the role."),
        "nameUnknown": gettext("name to be found out"),
        "neverMet": gettext("never met"),
        "noConnection": gettext("No connection: nothing was changed."),
        "noLongerSways": pgettext("after a name", "can no longer sway this person"),
        "noPaths": gettext("Nobody is known who could reach this person."),
        "nobody": gettext("nobody"),
        "nobodyFound": gettext("nobody found"),
        "nobodySaid": gettext("Nobody said yet"),
        "oursCan": gettext("our people can sway this person"),
        "ownerAndContact": gettext("Owner %(owner)s · last met %(day)s"),
        "pathsOurs": gettext("Our ways to this person"),
        "pathsTheirs": gettext("The competitors' ways"),
        "redone": gettext("Done again."),
        "serverFailed": gettext("That did not work. Nothing was changed; try again in a moment."),
        "sessionEnded": gettext("You are no longer signed in. Open this page anew and sign in."),
        "sinceDay": gettext("since %(day)s"),
        "stillThere": gettext("%(name)s stays where they are."),
        "sways": pgettext("before a name", "Can sway"),
        "typeToFind": gettext("Type a part of the name and choose."),
        "undone": gettext("Undone."),
        "unfit": gettext("%(name)s cannot be the superior: that would be a circle."),
        "writeThenTap": gettext("Write first, then tap the value. Without a day it holds from today."),
    }


def _time() -> dict[str, Any]:
    return {
        "bar": pgettext("of the map", "Time"),
        "play": gettext("Play the history"),
        "pause": gettext("Pause"),
        "speed": gettext("Speed"),
        "day": gettext("Day shown"),
        "compared": gettext("Compared day"),
        "today": pgettext("a day", "Today"),
        "compare": pgettext("two days", "Compare"),
        "against": pgettext("before a day", "vs"),
        "months": _months(),
    }


def _months() -> list[str]:
    return [
        pgettext("month, short", "Jan"),
        pgettext("month, short", "Feb"),
        pgettext("month, short", "Mar"),
        pgettext("month, short", "Apr"),
        pgettext("month, short", "May"),
        pgettext("month, short", "Jun"),
        pgettext("month, short", "Jul"),
        pgettext("month, short", "Aug"),
        pgettext("month, short", "Sep"),
        pgettext("month, short", "Oct"),
        pgettext("month, short", "Nov"),
        pgettext("month, short", "Dec"),
    ]


def _legend() -> dict[str, Any]:
    return {
        "legend": gettext("Legend"),
        "stances": _stances(),
        "ours": gettext("ours can sway"),
        "competitor": gettext("a competitor's can sway"),
        "theyLead": gettext("the competitor leads"),
        "tag": pgettext("since the compared day", "new"),
        "tagMeaning": gettext("new since the compared day"),
        "against": gettext("vs %(day)s"),
        "risen": gettext("%(count)s up"),
        "fallen": gettext("%(count)s down"),
        "added": pgettext("persons", "%(count)s new"),
        "gone": pgettext("persons", "%(count)s gone"),
        "other": gettext("other changes"),
        "nothing": gettext("nothing changed"),
    }


def _changes() -> dict[str, Any]:
    return {
        "degrees": {degree: str(terms.DEGREES[degree].short or terms.DEGREES[degree].label) for degree in DEGREES},
        "stances": _stances(),
        "votes": {vote: str(terms.VOTES[vote].label) for vote in VOTES},
        "answers": {answer: str(word) for answer, word in terms.VOTE_ANSWERS.items()},
        "superior": gettext("Reports to"),
        "nobody": gettext("nobody known"),
        "to": pgettext("between two values", "to"),
        "begun": {
            "internal": pgettext("after a name", "can sway them now"),
            "ours": pgettext("after a name", "of ours can sway them now"),
            "competitor": pgettext("after a name", "of a competitor can sway them now"),
        },
        "ended": {
            "internal": pgettext("after a name", "can no longer sway them"),
            "ours": pgettext("after a name", "of ours can no longer sway them"),
            "competitor": pgettext("after a name", "of a competitor can no longer sway them"),
        },
        "added": gettext("new on the map"),
        "gone": pgettext("a person", "gone"),
        "nothing": gettext("Nothing changed between these days."),
    }
