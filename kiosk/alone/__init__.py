"""A kiosk without its host: what it remembers on its own disk, and the printer beside it."""
