"""The agenda: appointments booked, moved and cancelled, whichever door they come through."""
