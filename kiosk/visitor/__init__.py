"""The visitor's kiosk: language, appointment or not, and a number; each key and scan of a hall.

`run` in `kiosk.visitor.entry` is its door for the command line.
"""
