"""The pages on which a visitor asks the town to come by (bulky waste), and looks after it: plain
HTML that works without a script.

`routes` and `own_routes` join them; `draft` is what was chosen so far; the others are pages.
"""
