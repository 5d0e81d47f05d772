"""The visitor's kiosk: language, appointment or not, and a number; every key and scan of a public hall.

`run` is its door for the command line.
"""

from kiosk.visitor.entry import run

__all__ = ["run"]
