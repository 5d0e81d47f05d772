"""The figures that Balie must reach, each measured by a program: `python -m bench` lists them.

Beside the rooms, like `demo`: it may start every room, and no room knows it.
"""
