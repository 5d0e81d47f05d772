"""What a call sounds like: the sentence in the visitor's language and in the town's own, from the
town's recordings or a voice. Decides nothing about who is called.
"""
