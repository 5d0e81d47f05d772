"""A town hall on one computer: the real host, kiosks, desks, display and printer, and people who
are made up.

A composition root beside `balie.py`: it may start every room, and no room knows it.
"""
