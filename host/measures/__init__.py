"""The figures of a period: what each is called and means, how they are read from the store, and the
reports that tell them.
"""
