"""Promises to call somebody back: made at the door, at a desk or by a program, and kept in working
days.
"""

from host.callbacks.notes import Callbacks

__all__ = ["Callbacks"]
