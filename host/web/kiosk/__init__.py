"""The visitor's kiosk as a page of the host, for a browser that stands in the hall: the same way as
in the terminal, as forms that need no script. It knows paired kiosks and who stands before them.
"""
