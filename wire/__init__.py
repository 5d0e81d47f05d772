"""What is said between the rooms: commands, views, refusals, slips, words, and the one line that
carries them.

Knows no room, no rule and no storage. Every room imports this package; it imports none.
"""
