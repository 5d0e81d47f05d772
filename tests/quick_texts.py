"""Texts that go out at once, for tests that wait for them."""

import pytest


@pytest.fixture
def quick_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts go out at once, with a key of the provider's."""
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    monkeypatch.setattr("host.messages.sender.LOOK_SECONDS", 0.05)
