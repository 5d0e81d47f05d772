"""Promises to call back for the staff screens' tests: the answers of a host on a fake line."""

from typing import Any

from tests.staff_agenda import FakeAgenda
from tests.staff_rows import MINUTE, NOW, a_greeter_view, a_setup, at
from tests.staff_stage import Stage, a_desk, a_desk_view, a_greeter, settled
from wire.callbacks import CallbackList, CallbackRow, CallbackStep
from wire.setup import DepartmentLabel

DAY = 24 * 60 * MINUTE
LONG = "Anna-Sophia Maximiliane van Oldenbarneveldt tot Zwanenburg-Duivenvoorde"
DEPARTMENTS = (
    DepartmentLabel(department="desk", name="Burgerzaken", terms=(1, 2, 10)),
    DepartmentLabel(department="tax", name="Belastingen", terms=(2,)),
    DepartmentLabel(
        department="enforcement",
        name="Stadstoezicht en Handhaving Buitengebied",
        terms=(1, 2),
        exempt="Alleen de handhaver zelf kan antwoorden.",
    ),
)
MAY = ("attempt_callback", "finish_callback", "hand_over_callback", "convert_callback")


def a_callback(n: int = 0, **changes: Any) -> CallbackRow:
    """The nth: the first is late, the second about to be."""
    due = at("10:00") if n == 0 else at("12:00") if n == 1 else at("17:00") + n // 4 * DAY
    department = DEPARTMENTS[n % 3]
    row: dict[str, Any] = {
        "callback": f"callback-{n:04d}",
        "department": department.department,
        "department_name": department.name,
        "term_days": 1,
        "created": NOW - DAY,
        "due": due,
        "soon_at": due - 120 * MINUTE,
        "attempts": n % 4,
        "attempted": at("09:10") if n % 4 else None,
        "tried": n % 4 > 1,
        "exempt": bool(department.exempt),
        "name": ("Sanne de Vries", "Youssef Amrani", LONG, "")[n % 4],
        "phone": f"06 0000{n:04d}",
        "note": (
            "Wil weten of het paspoort klaar is.",
            "",
            "Vraagt waarom de aanslag van vorig jaar nog niet is aangepast, en of dat nog "
            "voor het einde van de maand lukt. Is thuis na drie uur.",
        )[n % 3],
    }
    return CallbackRow(**row | changes)


STEPS = (
    CallbackStep(at=NOW - DAY, what="made", department="desk", sender="ontvangst"),
    CallbackStep(at=at("09:10"), what="attempted", department="desk"),
    CallbackStep(at=at("09:40"), what="handed_over", department="tax"),
    CallbackStep(at=at("10:10"), what="attempted", department="tax"),
)


class FakeCallbacks:
    """What a host would answer."""

    def __init__(self, stage: Stage, rows: tuple[CallbackRow, ...] = ()) -> None:
        self.rows = rows
        self.done: tuple[CallbackRow, ...] = ()
        self.can: tuple[str, ...] = MAY
        stage.answers["ask_callbacks"] = self._answer

    def _answer(self, said: Any) -> CallbackList:
        known = self.rows if said.state == "open" else self.done
        rows = [row for row in known if said.department in (None, row.department)]
        if said.callback is not None:
            rows = [row for row in (*self.rows, *self.done) if row.callback == said.callback]
            more = {"steps": STEPS, "can": self.can}
            rows = [row.model_copy(update=more) for row in rows]
        late = sum(row.due < NOW for row in rows if row.state == "open")
        soon = sum(row.soon_at <= NOW <= row.due for row in rows if row.state == "open")
        return CallbackList(id=said.id, rows=tuple(rows), total=len(rows), soon=soon, late=late)


def a_stage(
    rows: tuple[CallbackRow, ...] = (),
    language: str = "nl",
    make: Any = a_greeter,
    departments: Any = DEPARTMENTS,
) -> tuple[Stage, FakeCallbacks]:
    """A screen whose town calls people back, and what the line knows of promises."""
    setup = a_setup().model_copy(update={"departments": departments})
    view = (a_greeter_view() if make is a_greeter else a_desk_view()).model_copy(
        update={"callbacks_soon": 2}
    )
    stage = make(view, language, setup)
    FakeAgenda(stage)
    return stage, FakeCallbacks(stage, rows)


def a_list(count: int = 12) -> tuple[CallbackRow, ...]:
    return tuple(a_callback(n) for n in range(count))


async def opened(pilot: Any, *keys: str) -> None:
    """The list is open; then these keys."""
    await settled(pilot)
    for key in ("v", *keys):
        await pilot.press(key)
        await pilot.pause(0.05)
    await pilot.pause(0.1)
    pilot.app.look_again()
    await pilot.pause(0.05)


__all__ = ["a_desk", "a_greeter", "a_stage", "opened"]
