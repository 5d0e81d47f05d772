"""The devices of a town: how each is, when it could not be used, who may let one in, and what of
it is told to others.
"""
