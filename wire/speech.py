"""How the displays of a hall sound: what each must know once."""

from wire.base import Message


class SpeechSetup(Message):
    """For a display. What is spoken comes with each call."""

    volume: int = 100
    """0 to 100, of gong and voice."""
    drop_seconds: int = 60
    """A call older than this is not begun any more."""
