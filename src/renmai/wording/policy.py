"""The policy in plain words: what each threshold is called, what it does, and where it is used."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Words:
    """`does` says in one reading what changes if the number does; `used` where one sees it."""

    label: Text
    does: Text
    used: Text


@dataclass(frozen=True, slots=True)
class Part:
    """Thresholds that belong together, by name."""

    title: Text
    names: tuple[str, ...]


PARTS: Final = (
    Part(
        gettext_lazy("Reading of a decision chain"),
        ("blocked_mean", "open_veto_mean", "open_approver_mean"),
    ),
    Part(
        gettext_lazy("Role targets of a decision chain"),
        ("goal_approver", "goal_decider", "goal_gatekeeper", "goal_evaluator", "goal_user", "goal_coach"),
    ),
    Part(
        gettext_lazy("Recommended strategy"),
        (
            "acquire_people",
            "map_people",
            "map_completeness",
            "grow_chain_completeness",
            "sharp_drop",
            "contribution_share",
        ),
    ),
    Part(
        gettext_lazy("Contact, targets and comparisons"),
        ("stale_days", "done_days", "effect_days", "potential_target", "contribution_target", "change_people"),
    ),
    Part(
        gettext_lazy("Weights of the scorecard"),
        (
            "weight_completeness",
            "weight_grades",
            "weight_moves",
            "weight_chains",
            "weight_plan",
            "weight_upkeep",
            "weight_book",
            "book_customers",
        ),
    ),
)

WORDS: Final[dict[str, Words]] = {
    "blocked_mean": Words(
        gettext_lazy("Blocked: a veto holder's mean is at most"),
        gettext_lazy(
            "One veto holder whose mean of the three degrees is this low blocks the whole chain. "
            "A higher number warns earlier; a lower one waits for plain opposition."
        ),
        gettext_lazy("Decision chain line, opportunity"),
    ),
    "open_veto_mean": Words(
        gettext_lazy("Open: every veto holder's mean is at least"),
        gettext_lazy(
            "A chain is open only if no veto holder stands below this. "
            "Who stands between the blocking line and this one keeps the chain contested."
        ),
        gettext_lazy("Decision chain line, opportunity"),
    ),
    "open_approver_mean": Words(
        gettext_lazy("Open: every approver's mean is at least"),
        gettext_lazy(
            "A chain is open only if every approver reaches this mean. +1 means support in all three degrees."
        ),
        gettext_lazy("Decision chain line, opportunity"),
    ),
    "goal_approver": Words(
        gettext_lazy("Approvers in a chain"),
        gettext_lazy(
            "Who signs in the end. The opportunity says who is missing, and who of them opposes. 0 asks for nobody."
        ),
        gettext_lazy("Opportunity"),
    ),
    "goal_decider": Words(
        gettext_lazy("Deciders in a chain"),
        gettext_lazy("Who chooses between the offers. 0 asks for nobody."),
        gettext_lazy("Opportunity"),
    ),
    "goal_gatekeeper": Words(
        gettext_lazy("Gatekeepers in a chain"),
        gettext_lazy("Who can keep us out before anybody chooses: procurement, security, law. 0 asks for nobody."),
        gettext_lazy("Opportunity"),
    ),
    "goal_evaluator": Words(
        gettext_lazy("Evaluators in a chain"),
        gettext_lazy("Who compares the solutions and writes the comparison down. 0 asks for nobody."),
        gettext_lazy("Opportunity"),
    ),
    "goal_user": Words(
        gettext_lazy("Users in a chain"),
        gettext_lazy("Who will work with it every day, better from more than one place. 0 asks for nobody."),
        gettext_lazy("Opportunity"),
    ),
    "goal_coach": Words(
        gettext_lazy("Coaches in a chain"),
        gettext_lazy("Who wants us to win and tells us what is said in the room. 0 asks for nobody."),
        gettext_lazy("Opportunity"),
    ),
    "acquire_people": Words(
        gettext_lazy("Acquire: key persons at most"),
        gettext_lazy(
            "With no more key persons than this, and something still unknown of them, "
            "“acquire” is recommended: find the right people first."
        ),
        gettext_lazy("Strategy of a customer"),
    ),
    "map_people": Words(
        gettext_lazy("Complete map: key persons at least"),
        gettext_lazy(
            "With fewer key persons the map of a customer never counts as complete, "
            "and neither retain, win back nor watch is recommended."
        ),
        gettext_lazy("Strategy of a customer"),
    ),
    "map_completeness": Words(
        gettext_lazy("Complete map: known features at least"),
        gettext_lazy(
            "The share of the seven features that is known of all key persons together. "
            "Below it, the map counts as incomplete."
        ),
        gettext_lazy("Strategy of a customer"),
    ),
    "grow_chain_completeness": Words(
        gettext_lazy("Grow: known features of the chain at least"),
        gettext_lazy(
            "If this share of the features of all members of open decision chains is known, "
            "“grow” can be recommended even before the whole map is complete."
        ),
        gettext_lazy("Strategy of a customer"),
    ),
    "sharp_drop": Words(
        gettext_lazy("Win back: an average fell by at least"),
        gettext_lazy(
            "If the map is complete and the average of a degree fell this far "
            "against the previous period or a year ago, “win back” is recommended."
        ),
        gettext_lazy("Strategy of a customer"),
    ),
    "contribution_share": Words(
        gettext_lazy("High contribution: the first one in"),
        gettext_lazy(
            "Customers ranked by the amount won within a year: the first third (one in three) contributes much, "
            "and is to be retained before it is grown. What was set by hand stays."
        ),
        gettext_lazy("Strategy of a customer"),
    ),
    "stale_days": Words(
        gettext_lazy("Stale after"),
        gettext_lazy(
            "Values of a key person that were assessed longer ago count as stale; and a focus customer, "
            "or a key person there, without contact for longer asks for a visit."
        ),
        gettext_lazy("Today, key person line, next actions"),
    ),
    "done_days": Words(
        gettext_lazy("Done actions come back after"),
        gettext_lazy(
            "An action that somebody marked as done stays away for so long while nothing in the facts has changed; "
            "then it is shown again. A cause that is gone, or another one, ends this at once."
        ),
        gettext_lazy("Today, next actions"),
    ),
    "effect_days": Words(
        gettext_lazy("Effect of a tactic: looked at after"),
        gettext_lazy(
            "So long after a planned step was done, the value that it was to move is compared with what it was when "
            "the step was planned. Fewer days catch quick effects, more days those that last."
        ),
        gettext_lazy("Effects of tactics"),
    ),
    "potential_target": Words(
        gettext_lazy("Target of influence potential"),
        gettext_lazy(
            "The share of all key persons whom somebody of the company should be able to sway. "
            "Below it, an action says so. 0 sets no target."
        ),
        gettext_lazy("Next actions of the company"),
    ),
    "contribution_target": Words(
        gettext_lazy("Target of influence contribution"),
        gettext_lazy(
            "The share of this year's won deals, by number and by amount, in which an employee's influence "
            "should have been used. Below it, an action says so. 0 sets no target."
        ),
        gettext_lazy("Next actions of the company"),
    ),
    "change_people": Words(
        gettext_lazy("Largest changes: key persons at least"),
        gettext_lazy(
            "Only customers with this many key persons are named among the largest changes: "
            "where few are known, one person moves the average too easily."
        ),
        gettext_lazy("Customer line, largest changes"),
    ),
    "weight_completeness": Words(
        gettext_lazy("Weight: features known"),
        gettext_lazy(
            "How much it counts that the seven features of all key persons are known. "
            "The total is the weighted mean of what can be scored; 0 leaves a component out."
        ),
        gettext_lazy("Scorecards"),
    ),
    "weight_grades": Words(
        gettext_lazy("Weight: grades of the customers"),
        gettext_lazy("How much it counts how many of the customers' three degrees are good or excellent."),
        gettext_lazy("Scorecards"),
    ),
    "weight_moves": Words(
        gettext_lazy("Weight: moves in the period"),
        gettext_lazy(
            "How much it counts whether grades and values rose or fell in the period. "
            "It rewards the way, the grades the place: whoever has difficult customers can still win here."
        ),
        gettext_lazy("Scorecards"),
    ),
    "weight_chains": Words(
        gettext_lazy("Weight: readings of the decision chains"),
        gettext_lazy("How much it counts how much of the open amount stands on open, contested or unsafe chains."),
        gettext_lazy("Scorecards"),
    ),
    "weight_plan": Words(
        gettext_lazy("Weight: results of planned steps"),
        gettext_lazy("How much it counts that steps due in the period were done, and reached their goal."),
        gettext_lazy("Scorecards"),
    ),
    "weight_upkeep": Words(
        gettext_lazy("Weight: upkeep"),
        gettext_lazy("How much it counts that key persons were assessed or met before they grew stale."),
        gettext_lazy("Scorecards"),
    ),
    "weight_book": Words(
        gettext_lazy("Weight: size of the book"),
        gettext_lazy("A large book is no merit of its own, so that it counts nothing unless you say otherwise."),
        gettext_lazy("Scorecards"),
    ),
    "book_customers": Words(
        gettext_lazy("A full book"),
        gettext_lazy(
            "The size of the book scores 100 at so many customers for each salesperson. Only used if it weighs."
        ),
        gettext_lazy("Scorecards"),
    ),
}
