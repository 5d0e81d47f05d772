"""Promises to call back, for greeters and desks: the list by what is due, a new one in few keys,
and what came of each. When something is due is the host's to say.
"""
