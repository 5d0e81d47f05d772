"""What the doors for other booking systems share: who may speak, moments without an offset, and a
booking that is made once however often it is asked for. Knows no path and no shape of theirs.
"""
