"""Each indicator has an id, a version, a unit, words in three languages, and code that says so."""

import importlib
import inspect
import re

import pytest

from host.measures.definitions import DEFINITIONS
from host.measures.tables import IN_SHORT


@pytest.mark.parametrize("identity", DEFINITIONS)
def test_the_code_that_computes_a_definition_exists_and_names_it(identity):
    module, _, name = DEFINITIONS[identity].code.partition(":")
    code = getattr(importlib.import_module(module), name)
    said = inspect.getdoc(code) or ""
    assert re.search(rf"\b{identity}\b", said), f"{name} does not say that it computes {identity}"


@pytest.mark.parametrize("identity", DEFINITIONS)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_a_definition_has_a_name_and_a_formula_in_each_language(identity, language):
    known = DEFINITIONS[identity]
    assert known.id == identity
    assert known.version >= 1
    assert known.name(language)
    assert known.formula(language).endswith(".")


def test_every_definition_is_told_in_a_report():
    elsewhere = {"at1", "at3", "ch", "ch_last"}
    assert set(IN_SHORT) | elsewhere == set(DEFINITIONS)
