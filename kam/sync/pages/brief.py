"""What the preparation of a visit says, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.plans.pages.carried import step_line
from kam.plans.queries.carried import steps_from
from kam.visits.pages.preparation import preparation_from
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.needs.pages.messages import MessageCard
    from kam.people.models import User
    from kam.probing.queries import Planned
    from kam.thinking.pages import WaveBrief
    from kam.visits.pages.meeting import StageCard
    from kam.visits.pages.preparation import PersonCard
    from kam.visits.queries.around import Around
    from kam.visits.queries.preparing import Prepared


def brief_of(user: User, ready: Prepared, around: Around) -> dict[str, Any]:
    """Write it; the last records and what is owed stand beside the visit already."""
    page = preparation_from(user, ready, around)
    heard = {one.id: _heard(one) for one in around.planned}
    return {
        "carried": page.carried,
        "could_carry": page.could_carry,
        "steps": _steps(user, ready.visit),
        "people": [_person(card) for card in page.people],
        "probes": [
            {"id": line.id, "text": line.text, "level": line.level, "aim": line.aim}
            | heard[line.id]
            for line in page.probes
        ],
        "questions": [
            {"text": line.text, "note": line.note, "asked": line.asked}
            for line in page.questions.first
        ],
        "messages": [_message(card) for card in page.meeting.messages],
        "stages": [_stage(card) for card in page.meeting.stages],
        "waves": [wave_row(wave) for wave in page.meeting.waves],
        "beside": [
            {"name": line.name, "words": line.words} for line in page.meeting.beside
        ],
        "ready": [{"text": item.text, "met": item.met} for item in page.ready],
    }


def _steps(user: User, visit: Any) -> list[dict[str, Any]]:
    """Write the steps of plans that a visit is to move.

    A record may say of each by its `link` whether it did; one that is told has none.
    """
    found = steps_from(visit.steps, visit.pk)
    lines = [step_line(user, one.step, visit.day) for one in found.carried]
    days = [one.step.due for one in found.carried]
    links = [one.link if one.moved is None else 0 for one in found.carried]
    return [
        {
            "link": link,
            "what": line.what,
            "move": line.move,
            "plan": line.plan,
            "resource": line.resource,
            "sign": line.sign,
            "due": day_words(day) if day else "",
        }
        for link, line, day in zip(links, lines, days, strict=True)
    ]


def _heard(planned: Planned) -> dict[str, Any]:
    """Write what was asked and heard; a record notes it again as a whole."""
    return {
        "asked": planned.was_asked,
        "answer": planned.answer,
        "word": planned.word,
        "signal": planned.signal,
        "confirmed": planned.confirmed,
    }


def _person(card: PersonCard) -> dict[str, Any]:
    return {
        "name": card.name,
        "note": card.note,
        "concerns": card.concerns,
        "missing": [item.label for item in card.missing],
    }


def _message(card: MessageCard) -> dict[str, Any]:
    names = ("feature", "effect", "benefit", "concern", "product")
    return {name: getattr(card, name) for name in names}


def _stage(card: StageCard) -> dict[str, Any]:
    stage, change, held = card.stage, card.change, card.stage.evidence
    return {
        "name": stage.name,
        "product": stage.product,
        "words": stage.words,
        "target": stage.target,
        "steps": [{"number": number, "kind": kind} for number, kind in stage.steps],
        "evidence": held.evidence if held else "",
        "evidence_day": held.day if held else "",
        "is_quote": bool(held and held.is_quote),
        "must_rejudge": stage.must_rejudge,
        "change": change.words,
        "change_tone": change.tone,
        "block": change.block,
        "lever": change.lever,
        "objective": stage.objective,
        "ask": card.ask,
        "fallback": card.fallback,
    }


def wave_row(wave: WaveBrief) -> dict[str, Any]:
    """Write how to speak to somebody."""
    return {
        "name": wave.name,
        "title": wave.title,
        "why": wave.why,
        "words": wave.preference.words,
        "basis": wave.preference.basis,
        "distance": wave.distance,
        "manners": [
            {
                "label": manner.label,
                "rows": [{"label": label, "text": text} for label, text in manner.rows],
            }
            for manner in wave.manners
        ],
    }
