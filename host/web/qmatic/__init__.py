"""The public appointment API of Qmatic Orchestra, as its clients know it, over the host's own
agenda. Decides nothing: times, room and refusals are the agenda's.
"""
