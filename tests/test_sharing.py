"""How tests are shared out: one that takes its process along is told, and all others are run."""

import shutil
import subprocess
import sys
from pathlib import Path

TESTS = """
import os

import pytest


@pytest.mark.parametrize("number", range(12))
def test_it(number):
    if number in (3, 11):
        os._exit(3)
"""


def test_a_test_that_takes_its_process_along_has_failed_and_the_others_are_run(tmp_path):
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_falls.py").write_text(TESTS, encoding="utf-8")
    words = (sys.executable, "-m", "pytest", "-n", "2", "--rootdir", str(tmp_path), "test_falls.py")
    ran = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=90)
    assert "2 failed, 10 passed" in ran.stdout, ran.stdout
    assert "crashed while running 'test_falls.py::test_it[3]'" in ran.stdout
