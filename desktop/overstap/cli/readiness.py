"""``overstap readiness``, ``chain``, ``regions``, ``to-ask`` and ``checklist``: how far it is."""

from datetime import datetime
from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.group import day
from overstap.cli.terminal import tell
from overstap.domain.clocks import Lane
from overstap.domain.readiness import Actor, ItemState, Said
from overstap.domain.regions import Area, Ground, Reach
from overstap.usecases.app import App
from overstap.usecases.intake.compare_regions import Compared
from overstap.usecases.intake.list_questions_to_ask import Purpose
from overstap.usecases.intake.read_readiness import HouseholdReadiness, PersonReadiness
from overstap.usecases.words.clock_words import clock_in_words
from overstap.usecases.words.speaker import Speaker


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("readiness")(readiness)
    app.command("chain")(show_chain)
    app.command("regions")(regions)
    app.command("to-ask")(to_ask)
    app.command("checklist")(set_item)


def readiness(context: typer.Context, person: str, *, as_json: Json = False) -> None:
    """Checklist, target dates and learning route indication of a resident."""
    here: Context = context.obj
    with here.app() as app:
        found = app.read_readiness(person)
        speaker = Speaker(app.catalogue, app.tables, here.texts)
    persons = [known for known in found.persons if known.person == person] or found.persons
    if as_json:
        here.give([plain(known) for known in persons])
        return
    for known in persons:
        _print_person(here, speaker, known)


def show_chain(context: typer.Context, household: str, *, as_json: Json = False) -> None:
    """What is done, what can be done now, and what waits for what."""
    here: Context = context.obj
    with here.app() as app:
        found = app.read_readiness(household)
    if as_json:
        here.give(plain(found.chain.links))
        return
    tell(here.texts("chain.title", household=found.name))
    for lane in Lane:
        _print_lane(here, found, lane)


def regions(
    context: typer.Context,
    household: str,
    reason: Annotated[str, typer.Option("--reason", help="why; is written down")] = "",
    *,
    as_json: Json = False,
) -> None:
    """Which region meets what; --reason also shows regions to avoid and what a home needs,
    and is written down."""
    here: Context = context.obj
    with here.app() as app:
        if reason:
            found = app.uncover.compare_regions(household, reason)
        else:
            found = app.compare_regions(household)
        if as_json:
            here.give(plain(found))
        else:
            _print_regions(here, app, found)


def to_ask(
    context: typer.Context,
    record: str,
    purpose: Annotated[
        Purpose, typer.Option("--for", help="the purpose or the reader")
    ] = Purpose.HANDOVER,
    *,
    as_json: Json = False,
) -> None:
    """What still has to be asked, for a purpose or a reader."""
    here: Context = context.obj
    with here.app() as app:
        found = app.list_questions_to_ask(record, purpose)
        speaker = Speaker(app.catalogue, app.tables, here.texts)
    if as_json:
        here.give(plain(found))
        return
    here.say("to_ask.title", purpose=here.texts(f"to_ask.{purpose}"))
    for question in found:
        tell(f"  {question.name}: {speaker.field(question.field)}")
    if not found:
        here.say("to_ask.nothing")


def set_item(
    context: typer.Context,
    person: str,
    item: str,
    state: Annotated[ItemState | None, typer.Argument()] = None,
    on: Annotated[datetime | None, day("--on", "since when")] = None,
    who: Annotated[Actor | None, typer.Option("--who", help="whose turn it is")] = None,
) -> None:
    """Set an item of the checklist by hand; without STATE the answers decide again."""
    here: Context = context.obj
    with here.app() as app:
        app.set_checklist_item(person, item, Said(state, on.date() if on else None, who))


def _print_person(here: Context, speaker: Speaker, known: PersonReadiness) -> None:
    texts = here.texts
    tell("", known.name)
    for group in known.checklist.groups:
        if not group.applicable:
            continue
        count = texts("checklist.count", done=group.done, applicable=group.applicable)
        tell(f"  {texts(f'checklist.group.{group.key}')}: {count}")
        for item in group.items:
            if item.state not in (ItemState.DONE, ItemState.NOT_APPLICABLE):
                state, who = texts(f"checklist.state.{item.state}"), texts(f"actor.{item.who}")
                tell(f"    {item.key} {texts(f'checklist.{item.key}')}: {state} ({who})")
    for clock in known.clocks:
        tell(f"  {clock_in_words(speaker, clock)}")
    _print_route(here, speaker, known)


def _print_route(here: Context, speaker: Speaker, known: PersonReadiness) -> None:
    texts, route, proposal = here.texts, known.route, known.scenario
    strength = texts("readiness.strength", strength=texts(f"route.strength.{route.strength.value}"))
    tell(f"  {texts('route.title')}: {texts(f'route.{route.route}')}. {strength}")
    for reason in route.reasons:
        tell(f"    {reason.rule}: {texts(f'route.rule.{reason.rule}')}")
    if route.missing:
        tell(f"    {texts('route.missing')}: {', '.join(map(speaker.field, route.missing))}")
    tell(f"    {texts('route.no_decision')} {texts('route.version', version=route.version)}")
    said = texts(f"scenario.{proposal.scenario or 'none'}")
    why = " ".join(texts(f"scenario.rule.{rule}") for rule in proposal.rules)
    tell(f"  {texts('scenario.title')}: {said}. {why}")


def _print_lane(here: Context, found: HouseholdReadiness, lane: Lane) -> None:
    texts = here.texts
    names = {known.person: known.name for known in found.persons}
    tell("", texts(f"lane.{lane}"))
    for link in found.chain.lane(lane):
        state = texts(f"chain.state.{link.state}")
        if link.waits_for:
            steps = ", ".join(texts(f"chain.{key}") for key in link.waits_for)
            state = texts("chain.waits_for", steps=steps)
        line = f"  {texts(f'chain.{link.key}')}: {state}"
        if not link.waits_for and link.state not in ("done", "not_applicable"):
            line += f"; {texts('chain.who', who=texts(f'actor.{link.who}'))}"
        if link.open_for and len(link.open_for) < len(names):
            open_for = "; ".join(names[record] for record in link.open_for)
            line += f"; {texts('chain.open_for', names=open_for)}"
        tell(line)


def _print_regions(here: Context, app: App, found: Compared) -> None:
    texts, view = here.texts, found.regions
    label = app.tables.table("gebieden").label
    tell(texts("regions.title", household=found.name))
    for about in view.covered:
        tell(texts(f"regions.covered.{about}"))
    if not view.grounds:
        tell(texts("regions.nothing"))
    for area in (*view.regions, *view.gemeenten):
        if area.avoid or area.holds_location or any(r is not Reach.NEAR for _, r in area.met):
            tell("", f"{label(area.code, texts.language)}{_marks(here, area)}")
            for ground, reach in area.met:
                tell(f"  {_ground(here, app, found, ground)}: {texts(f'reach.{reach}')}")
    tell("", texts("regions.no_decision"))


def _marks(here: Context, area: Area) -> str:
    marks = ["regions.holds_location"] * area.holds_location + ["regions.avoid"] * area.avoid
    return f" ({', '.join(map(here.texts, marks))})" if marks else ""


def _ground(here: Context, app: App, found: Compared, ground: Ground) -> str:
    texts = here.texts
    parts = [texts(f"ground_kind.{ground.kind}")]
    question = app.catalogue.find(ground.field)
    named = [part.key for part in question.parts if ground.code in part.choices] if question else []
    if named:
        asked = app.catalogue.question(named[0])
        parts.append(texts(f"choice.{asked.choice_list or asked.key}.{ground.code}"))
    if ground.evidence:
        parts.append(texts(f"regions.evidence.{ground.evidence}"))
    if ground.rank:
        parts.append(texts("regions.rank", rank=ground.rank))
    if ground.person:
        parts.append(found.names[ground.person])
    return ", ".join(parts)
