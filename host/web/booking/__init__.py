"""The pages on which a visitor books an appointment and looks after it: plain HTML that works
without a script.

`routes` joins them; `draft` is what was chosen so far; every other file is one kind of page.
"""
