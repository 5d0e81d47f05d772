"""What is built is written down: generated pages are not older than the code, and every setting and
message has its line.
"""

import importlib.util
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
DOCS = HOUSE / "docs"
_spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make.py")
assert _spec is not None
assert _spec.loader is not None
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)


@pytest.mark.parametrize("name", sorted(make.pages()))
def test_a_generated_page_is_as_new_as_the_code(name):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == make.pages()[name].rstrip() + "\n", "./run docs writes it again"


def test_every_setting_says_what_it_means():
    silent = [
        f"{model.__name__}.{field}"
        for model in make.tables_of_settings()
        for field in model.model_fields
        if not make.field_texts(model).get(field)
    ]
    assert silent == []


def test_every_message_of_the_wire_says_what_it_means():
    import wire.beside
    import wire.commands.agenda
    import wire.commands.alone
    import wire.commands.callbacks
    import wire.commands.care
    import wire.commands.desk
    import wire.commands.hall
    import wire.commands.phone

    modules = (
        wire.beside,
        wire.commands.alone,
        wire.commands.hall,
        wire.commands.phone,
        wire.commands.desk,
        wire.commands.agenda,
        wire.commands.callbacks,
        wire.commands.care,
        make.wire.care,
        make.wire.agenda,
        make.wire.callbacks,
        make.wire.devices,
        make.wire.rounds,
        make.wire.frames,
        make.wire.survey,
        make.wire.views,
    )
    for module in modules:
        for model in make.models_of(module, make.wire.base.Message):
            text = model.__doc__
            assert text, model.__name__
            assert not text.startswith("!!! abstract"), model.__name__


@pytest.mark.parametrize(
    "page", sorted(p.name for p in [*DOCS.glob("**/*.md"), HOUSE / "README.md"])
)
def test_no_page_points_at_a_file_that_is_not_there(page):
    file = next(p for p in [HOUSE / page, *DOCS.rglob(page)] if p.exists())
    for target in re.findall(
        r"\]\((?!https?:|#|mailto:)([^)#\s]+)", file.read_text(encoding="utf-8")
    ):
        assert (file.parent / target).exists(), f"{page} points at {target}"
