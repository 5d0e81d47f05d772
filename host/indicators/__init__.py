"""The figures that a town publishes of itself: its promises and what came of them, taken from the
store at one moment and told as a page, as JSON and as CSV.
"""
