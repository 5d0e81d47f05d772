"""A text that is there in the town's language only says so where it stands in a page of another one
(WCAG 2.1, 3.1.2), on every page of a kiosk and on the page of a visit.
"""

from html.parser import HTMLParser

import pytest

from host.settings import read
from host.web.html import VOID
from tests.booking_stage import Visitor
from tests.kiosk_stand_in import SERVICES, a_setup
from tests.phone_stage import a_phone_town
from tests.town import settings_file
from tests.web_kiosk_pages import LOOKS, a_hall, documents
from tests.web_kiosk_stage import FEW
from visitor.tongues import parts_of, spoken, together

DUTCH = {row[1] for row in SERVICES}


class Tongues(HTMLParser):
    """Each text of a page with the language that it is read in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.inside.append(dict(attrs).get("lang") or (self.inside or [""])[-1])

    def handle_endtag(self, tag):
        if tag not in VOID and self.inside:
            self.inside.pop()

    def handle_data(self, data):
        if data.strip() and self.inside and self.lasttag != "title":
            self.found.append((data.strip(), self.inside[-1]))


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_a_service_without_a_name_in_this_language_is_read_in_that_of_the_town(tmp_path, language):
    settings = read(settings_file(tmp_path, text=FEW))
    setup = a_setup(languages=("nl", language))
    only = tuple(
        each.model_copy(
            update={
                "names": {"nl": each.names["nl"]},
                "bring": {key: told for key, told in each.bring.items() if key == "nl"},
            }
        )
        for each in setup.services
    )
    brought = {told for each in only for told in each.bring.get("nl", ())}
    assert brought
    hall = a_hall(setup=setup.model_copy(update={"services": only}))
    met: set[str] = set()
    for name, html in documents(settings, language, LOOKS["town"], hall):
        for text, tongue in Tongues(str(html)).found:
            for dutch in DUTCH | brought:
                if dutch in text:
                    met.add(dutch)
                    assert tongue == "nl", (name, text)
    assert brought <= met
    assert len(met & DUTCH) >= 3


def test_what_is_put_together_keeps_the_language_of_its_parts():
    told = together(spoken("nl", "Paspoort"), " (2 kişi)")
    assert told == "Paspoort (2 kişi)"
    assert parts_of(told) == (("nl", "Paspoort"), ("", " (2 kişi)"))
    assert parts_of(together("a", "b")) == (("", "a"), ("", "b"))


async def test_the_name_of_the_hall_is_read_in_the_towns_language_on_the_page_of_a_visit(tmp_path):
    async with a_phone_town(tmp_path) as town:
        me = await town.comes_by("de")
        page = await Visitor(town).goes(town.path_of(me))
        places = [tongue for text, tongue in Tongues(page.text).found if text == "Grote Hal"]
        assert places
        assert set(places) == {"nl"}
        me = await town.comes_by("nl")
        page = await Visitor(town).goes(town.path_of(me))
        assert '<p class="place">' in page.text
