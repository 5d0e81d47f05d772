"""What the pages about promises and figures tell an administrator to write has no faults: each
block as it stands there, in the example settings in place of what these hold.
"""

import re
from pathlib import Path

from host.settings import read

HOUSE = Path(__file__).parent.parent
EXAMPLE = (HOUSE / "balie.example.toml").read_text(encoding="utf-8")
BARE = EXAMPLE[: EXAMPLE.index("# -- who calls visitors back")]


def blocks_of(page):
    text = (HOUSE / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(r"```toml\n(.*?)```", text, re.DOTALL)


def test_norms_tables_departments_and_survey_stand_together_as_they_are_written(tmp_path):
    norms, *_ = blocks_of("norms")
    others = [block for page in ("reports", "callbacks", "survey") for block in blocks_of(page)]
    file = tmp_path / "balie.toml"
    file.write_text("\n".join([BARE, norms, *others]), encoding="utf-8")
    settings = read(file)
    assert [norm.id for norm in settings.norms] == re.findall(r'(?m)^id = "(.*)"', norms)
    assert len(others) == 4
    assert list(settings.tables) == ["begroting"]
    assert len(settings.tables["begroting"].rows) == 3
    assert len(settings.departments) == 2
    assert settings.survey.valid_from is not None


def test_a_next_version_of_a_norm_stands_as_it_is_written(tmp_path):
    _, versions = blocks_of("norms")
    file = tmp_path / "balie.toml"
    file.write_text(f"{BARE}\n{versions}", encoding="utf-8")
    assert [norm.version for norm in read(file).norms] == [1, 2]
