"""A town hall whose host falls away on a morning with urgent visits and others."""

import asyncio
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO

from host.fallback import cli
from host.turning import SYSTEM
from tests.town import PIN, a_town, at, new_id
from tests.town import SETTINGS as TOWN
from wire.commands import Annotate, BookAppointment, CallNext, CheckIn, Meet, OpenDesk, SignIn
from wire.commands import TakeTicket as Take
from wire.frames import Find

SERVICES = """
[services.death]
names = { nl = "Overlijden aangeven", en = "Register a death", de = "Todesfall melden" }
group = "D"
urgent = true

[services.birth]
names = { nl = "Geboorte aangeven", en = "Register a birth", de = "Geburt anmelden" }
upl = "geboorteaangifte"
group = "D"
urgent = true

[services.emergency]
names = { nl = "Spoedpaspoort", en = "Emergency passport", de = "Eilpass" }
group = "A"

[services.stranger]
names = { nl = "Iets anders", en = "Something else", de = "Anderes" }
group = "A"
urgent = true

[locations.hall]
"""


async def a_morning(tmp_path, text):
    """Six appointments, one helped, one here, and somebody without an appointment; then the host
    is gone."""
    async with a_town(tmp_path, text=text) as town:
        greeter = await town.screen("greeter")
        for clock, code, service in (
            ("10:00", "PASS-1", "passport"),
            ("10:10", "COLL-1", "collect"),
            ("11:00", "BIRTH-1", "birth"),
            ("11:30", "DEATH-1", "death"),
            ("12:00", "SPOED-1", "emergency"),
            ("09:10", "GONE-1", "passport"),
        ):
            await book(town, greeter, clock, code, service)
        await greeter.done(CheckIn(id=new_id(), visit=await found(greeter, "GONE-1")))
        desk = await town.screen("desk", desk="1")
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        await desk.done(CallNext(id=new_id(), desk="1"))
        await desk.done(Meet(id=new_id(), desk="1"))
        here = await found(greeter, "PASS-1")
        await greeter.done(CheckIn(id=new_id(), visit=here))
        await greeter.done(Annotate(id=new_id(), visit=here, name="Mevrouw Geheim"))
        await greeter.done(Take(id=new_id(), services=("collect",), name="Meneer Stil"))


async def book(town, greeter, clock, code, service):
    sent = BookAppointment(id=new_id(), code=code, services=(service,), appointed=at(clock))
    replied = asyncio.get_running_loop().create_future()
    hall = town.host.office.halls["hall"]
    town.host.office.say(hall, sent, SYSTEM, replied.set_result)
    assert (await replied).kind == "done"


async def found(greeter, code):
    return (await greeter.say(Find(id=new_id(), text=code))).rows[0].visit


def with_services():
    return TOWN.replace("[locations.hall]\n", SERVICES, 1)


def balie(folder, *words):
    """What a tool tells, and what it logs."""
    told, logged = StringIO(), StringIO()
    tool, *given = words
    with chdir(folder), redirect_stdout(told), redirect_stderr(logged):
        code = getattr(cli, tool)(*given)
    return code, told.getvalue(), logged.getvalue()


def write(folder, **more):
    given = {"to": "Gooise Meren", "file": folder / "list.gpg", "key": None} | more
    phrase = given.pop("phrase", folder / "phrase")
    return balie(
        folder,
        "write_fallback",
        folder / "balie.toml",
        "hall",
        given["to"],
        given["file"],
        phrase,
        given["key"],
        at("09:30"),
    )
