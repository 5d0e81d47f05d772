"""The day and its rules, pure: commands in, events out. Knows no clock, no storage, no socket and
no framework.
"""
