"""Every sentence with which law and stage refuse stands in a console session, or is tried here where the command line never lets it come so far."""

import re
from datetime import date
from pathlib import Path

import pytest

import catalogue
from approvals.core import events as kinds
from approvals.core.calendar import Calendar
from approvals.core.events import Accepted, Decided, Declined, Event, Outcome, Received, SupplementRequested, Supplied
from approvals.core.guide import item_from
from approvals.core.law import Practice
from approvals.errors import Refusal
from carded import FORBIDDEN, REFUSED
from living import law_of, lived, replayed

ROOT = Path(__file__).parents[1]
SENTENCES = [text for file in sorted((catalogue.SOURCE / "core" / "refusals").glob("*.py")) for text in catalogue._marked(file) if isinstance(text, str)]
ITEM = item_from(
    {
        "code": "GH-03",
        "name": "…",
        "kind": "行政许可",
        "handling": "承诺件",
        "extension": {"limit": "10 工作日"},
        "material": [{"name": "申请表"}, {"name": "图纸"}],
    }
)
RECEIVED = ("2026-03-02", Received("GH-03", "云岭软件公司"))
ACCEPTED = ("2026-03-02", Accepted())
ASKED = ("2026-03-03", SupplementRequested(("申请表",)))

BEYOND_THE_CONSOLE: list[tuple[tuple[tuple[str, Event], ...], int, str]] = [
    ((RECEIVED, RECEIVED), 5, "2026-0007 was received on 2026-03-02 already."),
    ((RECEIVED, ASKED, ("2026-03-04", Supplied(("图纸",)))), 5, "“图纸” was not asked for: outstanding are ('申请表',)."),
    ((RECEIVED, ("2026-03-03", Declined(" "))), 2, "Non-acceptance needs its ground (行政许可法 32): add --ground."),
    ((RECEIVED, ACCEPTED, ("2026-03-03", kinds.Terminated(" "))), 2, "A termination needs its reason: add --reason."),
    ((RECEIVED, ("2026-03-03", kinds.Voided(" "))), 2, "Voiding needs its reason: add --reason. A void request stays and is counted."),
    (
        (RECEIVED, ACCEPTED, ("2026-03-04", Decided()), ("2026-03-05", Supplied())),
        5,
        "Nothing is outstanding for 2026-0007: a supplement answers a notice (`approvals request supplement 2026-0007`).",
    ),
    (
        (RECEIVED, ASKED, ("2026-03-04", kinds.Withdrawn()), ("2026-03-05", Supplied(complete=True))),
        5,
        "2026-0007 is withdrawn: nothing can be supplied any more.",
    ),
    (
        (RECEIVED, ACCEPTED, ("2026-03-04", Decided()), ("2026-03-05", kinds.HearingAsked())),
        5,
        "2026-0007 is decided: a hearing is asked for before the decision (行政许可法 46, 47).",
    ),
    (
        (RECEIVED, ACCEPTED, ("2026-03-04", kinds.Extended(5, "局长", " ", date(2026, 3, 4)))),
        2,
        "An extension needs its reason, which the applicant is told (行政许可法 42): add --reason.",
    ),
    (
        (RECEIVED, ACCEPTED, ("2026-03-04", Decided(Outcome.REFUSED, "不符"))),
        2,
        "A refusal tells the remedies, review and court (行政许可法 38): add --remedies.",
    ),
]


@pytest.mark.parametrize(("happened", "code", "sentence"), BEYOND_THE_CONSOLE)
def test_a_refusal_the_console_does_not_reach(happened: tuple[tuple[str, Event], ...], code: int, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        lived(law_of(ITEM, Calendar([]), Practice()), *happened)
    assert (refusal.value.exit_code, str(refusal.value)) == (code, sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_refusal_is_shown_once(sentence: str) -> None:
    tried = [text for _happened, _code, text in BEYOND_THE_CONSOLE] + [text for *_rest, text in REFUSED] + [text for *_rest, text in FORBIDDEN]
    shown = (ROOT / "transcripts" / "refusals.txt").read_text(encoding="utf-8") + "\n" + "\n".join(tried)
    pattern = re.sub(r"\\\{\w+\\\}", ".+?", re.escape(sentence))
    assert re.search(f"^(Error: )?{pattern}$", shown, re.MULTILINE)


def test_what_is_asked_for_can_still_be_supplied() -> None:
    request = replayed(law_of(ITEM, Calendar([])), RECEIVED, ASKED, ("2026-03-04", Supplied(("申请表",))))
    assert request.accepted == date(2026, 3, 4)
