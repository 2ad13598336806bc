"""What a strategy asks for, and the numbers that decide it, as sentences (spec 1.7)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from renmai.wording import terms

Evidence = Mapping[str, Any]

ASKED: Final[dict[str, Promise]] = {
    "few_people": gettext_lazy("Hardly anybody is known there yet"),
    "features_missing": gettext_lazy("Features of them are missing"),
    "chain_members": gettext_lazy("An open opportunity has a decision chain"),
    "chain_completeness": gettext_lazy("The decision chain is known well enough"),
    "map_people": gettext_lazy("Enough key persons are known"),
    "map_completeness": gettext_lazy("Nearly all of their features are known"),
    "contribution_not_high": gettext_lazy("The customer does not contribute much yet"),
    "grades_good": gettext_lazy("All three grades are good or better"),
    "grade_poor": gettext_lazy("A grade is poor"),
    "sharp_drop": gettext_lazy("An average fell sharply"),
}


def evidence_text(code: str, evidence: Evidence) -> str:
    """The numbers behind a precondition: "6 of at least 3"."""
    return _TELLERS[code](evidence)


def _people_at_most(evidence: Evidence) -> str:
    return gettext("%(number)s key persons, at most %(limit)s") % {
        "number": evidence["key_people"],
        "limit": evidence["at_most"],
    }


def _people_at_least(evidence: Evidence) -> str:
    return gettext("%(number)s key persons, at least %(limit)s") % {
        "number": evidence["key_people"],
        "limit": evidence["at_least"],
    }


def _members(evidence: Evidence) -> str:
    return gettext("%(number)s chain members") % {"number": evidence["members"]}


def _missing(evidence: Evidence) -> str:
    return gettext("%(known)s of %(features)s features known") % evidence


def _share(evidence: Evidence) -> str:
    return gettext("%(known)s of %(features)s features known, that is %(share)s; at least %(limit)s") % {
        "known": evidence["known"],
        "features": evidence["features"],
        "share": _percent(evidence["completeness"]),
        "limit": _percent(evidence["at_least"]),
    }


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def _contribution(evidence: Evidence) -> str:
    if evidence["by_hand"]:
        return gettext("set to high by hand") if evidence["high"] else gettext("set to low by hand")
    if evidence["rank"] is None:
        return gettext("nothing won within a year")
    return gettext("number %(rank)s of %(ranked)s by what was won within a year") % evidence


def _grades(evidence: Evidence) -> str:
    return " · ".join(
        f"{terms.DEGREES[one['degree']].short} {terms.GRADES[one['grade']].label}" for one in _each(evidence)
    )


def _drops(evidence: Evidence) -> str:
    fallen = [terms.DEGREES[one["degree"]].short for one in _each(evidence) if one["met"]]
    if not fallen:
        return gettext("no average fell by %(limit)s or more") % {"limit": evidence["at_least"]}
    return gettext("%(degrees)s fell by %(limit)s or more") % {
        "degrees": " · ".join(map(str, fallen)),
        "limit": evidence["at_least"],
    }


def _each(evidence: Evidence) -> list[Evidence]:
    degrees: list[Evidence] = evidence["degrees"]
    return degrees


_TELLERS: Final[dict[str, Callable[[Evidence], str]]] = {
    "few_people": _people_at_most,
    "features_missing": _missing,
    "chain_members": _members,
    "chain_completeness": _share,
    "map_people": _people_at_least,
    "map_completeness": _share,
    "contribution_not_high": _contribution,
    "grades_good": _grades,
    "grade_poor": _grades,
    "sharp_drop": _drops,
}
