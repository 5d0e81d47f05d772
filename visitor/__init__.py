"""The visitor's way through a kiosk, as plain values: pages, their options, and where each leads.

Knows the words and the host's commands. It knows no screen: the terminal's kiosk and the web page
show the same way.
"""
