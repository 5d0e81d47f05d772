"""What visitors say at random on the pages of their visits."""

from typing import Any

from host.core.day import Day
from host.core.entry import Sender
from wire import commands as said

FITTING = ("waiting", "called", "parked", "missed", "left", "serving")


def phone_wish(chance: Any, day: Day, name: str) -> tuple[Sender, said.Command]:
    """Somebody and a wish: mostly for the own visit, sometimes for another's."""
    here = [visit.visit for visit in day.visits.values() if visit.stage in FITTING]
    own = chance.choice(here or ["nobody-00"])
    sender = Sender(f"page-{own}", "visitor", visit=own)
    if chance.random() < 0.25:
        steps = [step.step for step in day.steps.values() if step.by == sender.device]
        return sender, said.Undo(id=name, step=chance.choice([*steps, "nothing-0"]))
    visit = own if chance.random() < 0.9 else chance.choice([*day.visits, "nobody-00"])
    wish: Any = chance.choice((said.AskTime, said.AskTime, said.ComeBack, said.Leave, None))
    if wish is None:
        language = chance.choice(("nl", "en", "de"))
        return sender, said.ChooseLanguage(id=name, visit=visit, language=language)
    return sender, wish(id=name, visit=visit)
