"""The items of the checklist, groups A to G, and how each follows from the answers.

Norms: 121 hours NT2 and 24 hours KNM in voorinburgering (COA, Programma voorbereiding op
inburgering). They tell when an item is finished, not what somebody is worth.
"""

from collections.abc import Mapping

from overstap.domain.groups import items
from overstap.domain.readiness import Actor, Facts, ItemState, Judge, Rule, answered
from overstap.domain.records import Subject
from overstap.domain.residents import (
    DWELLING_FORMS,
    DWELLING_NEEDS,
    NEAR_CARE,
    ROLE,
    read_back_agreed,
)

NT2_HOURS = 121
KNM_HOURS = 24

HOME, PERSON = Subject.HOUSEHOLD, Subject.PERSON
DONE, OPEN = ItemState.DONE, ItemState.OPEN
RUNNING, WAITING = ItemState.RUNNING, ItemState.WAITING
NOT_APPLICABLE = ItemState.NOT_APPLICABLE


def _permit(facts: Facts) -> ItemState:
    phase = facts.text("status.phase")
    if phase == "procedure":
        return WAITING
    if phase == "temporary":
        return NOT_APPLICABLE
    return answered("status.permit_from")(facts)


def _bsn(facts: Facts) -> ItemState:
    if answered("person.bsn")(facts) is DONE:
        return DONE
    return WAITING if facts.text("status.brp_registered") in ("requested", "no") else OPEN


def _matched(facts: Facts) -> ItemState:
    if facts.text("household.matched_gemeente"):
        proposed = facts.text("household.matching_state") == "proposed"
        return RUNNING if proposed else DONE
    return WAITING if facts.text("status.permit_from") else OPEN


def _offered(facts: Facts) -> ItemState:
    consent = answered("language.pre_consent")(facts)
    return DONE if consent is DONE else answered("language.pre_offered", done=("yes",))(facts)


def _takes_part(facts: Facts, state: ItemState) -> ItemState:
    """Only for somebody who chose to take part is the rest of voorinburgering to be done."""
    return NOT_APPLICABLE if facts.text("language.pre_consent") == "no" else state


def _hours(field: str, norm: int) -> Judge:
    """Done at the norm or when the course is finished; running from the first hour."""

    def judge(facts: Facts) -> ItemState:
        hours = facts.number(field)
        if hours >= norm or (hours and facts.text("language.pre_state") == "finished"):
            return _takes_part(facts, DONE)
        return _takes_part(facts, RUNNING if hours else OPEN)

    return judge


def _module(field: str) -> Judge:
    """Done with yes; for those who take part only."""
    followed = answered(field, done=("yes",))
    return lambda facts: _takes_part(facts, followed(facts))


def _talk_test(facts: Facts) -> ItemState:
    return _takes_part(facts, DONE if facts.text("language.talk_test") else OPEN)


def _diplomas(facts: Facts) -> ItemState:
    studies = [parts for _, parts in items("education.studies", facts.answers)]
    if not studies:
        listed = answered("education.studies")(facts)
        return NOT_APPLICABLE if listed is DONE else listed
    asked = {parts["valuation"].text for parts in studies if "valuation" in parts}
    if "requested" in asked:
        return WAITING
    return DONE if "received" in asked else RUNNING


def _household_complete(facts: Facts) -> ItemState:
    roles = [member[ROLE].text if ROLE in member else "" for member in facts.members]
    along = all("person.moves_along" in member for member in facts.members)
    return DONE if roles.count("head") == 1 and all(roles) and along else OPEN


def _joining(facts: Facts) -> ItemState:
    asked = answered("household.joining")(facts)
    expected = [parts for _, parts in items("household.joining", facts.answers)]
    if not expected:
        return NOT_APPLICABLE if asked is DONE else asked
    procedures = {parts["procedure"].text for parts in expected if "procedure" in parts}
    if procedures & {"requested", "granted"}:
        return WAITING
    return RUNNING if "not_requested" in procedures else DONE


def _school(facts: Facts) -> ItemState:
    if not facts.children_under(18):
        return NOT_APPLICABLE
    return answered("household.school_told", done=("yes",))(facts)


def _childcare(facts: Facts) -> ItemState:
    if not facts.children_under(12):
        return NOT_APPLICABLE
    return answered("household.childcare")(facts)


def _hard_criteria(facts: Facts) -> ItemState:
    criteria = [parts for _, parts in items("housing.hard_criteria", facts.answers)]
    if not criteria:
        asked = answered("housing.hard_criteria")(facts)
        return NOT_APPLICABLE if asked is DONE else asked
    seen = all("evidence" in c and c["evidence"].text == "seen" for c in criteria)
    return DONE if seen else RUNNING


def _all_of(fields: str) -> Judge:
    """Done when every one of these questions was answered, running when some were."""
    judges = [answered(field) for field in fields.split()]

    def judge(facts: Facts) -> ItemState:
        known = sum(one(facts) is not OPEN for one in judges)
        if known == len(judges):
            return DONE
        return RUNNING if known else OPEN

    return judge


_FORMS = " ".join((*DWELLING_FORMS, "housing.form_outside"))
_NEEDS = " ".join((*DWELLING_NEEDS, NEAR_CARE))


def _read_back(facts: Facts) -> ItemState:
    return DONE if read_back_agreed(facts.answers) else OPEN


def _released(facts: Facts) -> ItemState:
    return DONE if facts.released else OPEN


def _talk_planned(facts: Facts) -> ItemState:
    held = _talk_held(facts) is DONE
    return DONE if held or facts.text("handover.planned_on") else OPEN


def _talk_held(facts: Facts) -> ItemState:
    written = facts.text("handover.form") == "written" and facts.sent_on is not None
    if written or facts.text("handover.held_on"):
        return DONE
    return RUNNING if facts.text("handover.planned_on") else OPEN


def _received(facts: Facts) -> ItemState:
    if facts.received_on is not None:
        return DONE
    return WAITING if facts.sent_on is not None else OPEN


_LBT_STATES = answered("language.lbt_state", done=("taken", "waived"), running=("planned",))
_CONSENT = answered("language.pre_consent", done=("yes", "no"), running=("thinking",))
_BRP = answered("status.brp_registered", done=("yes",), waiting=("requested",))
_DIGID = answered("practical.digid", done=("active",), running=("requested",))
_BANK = answered("practical.bank_account", done=("yes",), running=("requested",))
_DOCUMENT = answered("status.document_received", done=("yes",))
_ALONE = answered("talk.individual", done=("held", "not_wanted"))

RULES: Mapping[str, tuple[Rule, ...]] = {
    "A": (
        Rule("A1", Actor.LOCATION, PERSON, _permit, "status.permit_from", third=Actor.IND),
        Rule("A2", Actor.IND, PERSON, _DOCUMENT),
        Rule("A3", Actor.GEMEENTE, PERSON, _BRP, "status.brp_date"),
        Rule("A4", Actor.LOCATION, PERSON, _bsn, third=Actor.GEMEENTE),
        Rule("A5", Actor.COA, HOME, _matched, "household.matched_on"),
        Rule("A6", Actor.GEMEENTE, HOME, answered("household.gemeente_contact")),
    ),
    "B": (
        Rule("B1", Actor.COA, PERSON, _offered, adults=True),
        Rule("B2", Actor.RESIDENT, PERSON, _CONSENT, "language.pre_consent_on", adults=True),
        Rule("B3", Actor.COA, PERSON, _hours("language.nt2_hours", NT2_HOURS), adults=True),
        Rule("B4", Actor.COA, PERSON, _hours("language.knm_hours", KNM_HOURS), adults=True),
        Rule("B5", Actor.COA, PERSON, _module("language.intro_map"), adults=True),
        Rule("B6", Actor.COA, PERSON, _module("language.intro_pvt"), adults=True),
        Rule("B7", Actor.COA, PERSON, _talk_test, adults=True),
        Rule("B8", Actor.LOCATION, PERSON, answered("language.literacy"), adults=True),
    ),
    "C": (
        Rule("C1", Actor.LOCATION, PERSON, answered("education.years"), adults=True),
        Rule("C2", Actor.LOCATION, PERSON, answered("education.jobs"), adults=True),
        Rule("C3", Actor.LOCATION, HOME, _ALONE, adults=True),
        Rule("C4", Actor.LOCATION, PERSON, answered("language.dutch"), adults=True),
        Rule("C5", Actor.LOCATION, PERSON, answered("education.goals"), adults=True),
        Rule("C6", Actor.LOCATION, PERSON, answered("education.digital"), adults=True),
        Rule("C7", Actor.GEMEENTE, PERSON, _LBT_STATES, "language.lbt_date", adults=True),
        Rule("C8", Actor.RESIDENT, PERSON, _diplomas, adults=True),
        Rule("C9", Actor.RESIDENT, PERSON, answered("education.cv", done=("yes",)), adults=True),
    ),
    "D": (
        Rule("D1", Actor.LOCATION, HOME, _household_complete),
        Rule("D2", Actor.LOCATION, HOME, _joining, third=Actor.IND),
        Rule("D3", Actor.LOCATION, HOME, _school),
        Rule("D4", Actor.GEMEENTE, HOME, _childcare),
    ),
    "E": (
        Rule("E1", Actor.LOCATION, HOME, _hard_criteria),
        Rule("E2", Actor.LOCATION, HOME, answered("housing.preferences")),
        Rule("E3", Actor.LOCATION, HOME, _all_of(_NEEDS)),
        Rule("E4", Actor.LOCATION, HOME, _all_of(_FORMS)),
        Rule("E5", Actor.LOCATION, HOME, answered("talk.no_right_told"), "talk.no_right_told"),
    ),
    "F": (
        Rule("F1", Actor.RESIDENT, PERSON, _DIGID, adults=True),
        Rule("F2", Actor.RESIDENT, PERSON, _BANK, adults=True),
        Rule("F3", Actor.RESIDENT, PERSON, answered("practical.contact_after_move"), adults=True),
        Rule("F4", Actor.LOCATION, PERSON, answered("practical.income"), adults=True),
    ),
    "G": (
        Rule("G1", Actor.LOCATION, HOME, _read_back, "talk.read_back_on"),
        Rule("G2", Actor.LOCATION, HOME, _released),
        Rule("G3", Actor.GEMEENTE, HOME, _talk_planned, "handover.planned_on"),
        Rule("G4", Actor.GEMEENTE, HOME, _talk_held, "handover.held_on"),
        Rule("G5", Actor.LOCATION, HOME, _received, third=Actor.GEMEENTE),
        Rule(
            "G6", Actor.LOCATION, HOME, answered("handover.copy_given_on"), "handover.copy_given_on"
        ),
    ),
}
