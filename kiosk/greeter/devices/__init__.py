"""The devices of the hall, for greeters: how each is, and the few things that the town lets a
greeter do with them.
"""
