"""A wish that holds already, because another page of the same visit said it, is no refusal."""

import httpx
import pytest

from tests.phone_stage import a_phone_town
from tests.town import new_id


@pytest.mark.parametrize("wish", ["ask_time", "leave"])
async def test_what_was_wished_on_another_page_of_the_same_visit_is_no_refusal(tmp_path, wish):
    async with (
        a_phone_town(tmp_path) as town,
        httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web,
    ):
        path = town.path_of(await town.comes_by())
        for _ in range(2):
            answer = await web.post(path, data={"wens": wish, "nummer": new_id()})
            assert answer.headers["location"] == path
        said = {"wens": wish, "nummer": new_id()}
        heard = await web.post(path, data=said, headers={"accept": "application/json"})
        assert (heard.status_code, heard.json()["word"]) == (409, "nothing_changes")
