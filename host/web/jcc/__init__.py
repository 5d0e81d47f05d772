"""The WARP REST interface of JCC-Afspraken, as its clients know it, over the host's own agenda.
Decides nothing: times, room and refusals are the agenda's.
"""
