"""The host's doors to the network: the websocket line, pages, pairing and figures. The only folder
that knows FastAPI.
"""
