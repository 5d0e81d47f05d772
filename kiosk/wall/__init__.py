"""The hall display as plain lines, for a terminal or a LED line. Here and not in `display`, whose
files are a browser's: it speaks the wire, as every terminal program of this room does. No Textual.
"""
