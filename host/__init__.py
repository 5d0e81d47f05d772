"""The host: the server that keeps a location's service days and tells every door, desk, display and
printer of them.
"""
