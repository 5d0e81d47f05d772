"""The screens of the hall: the visitor's kiosk, the greeter and the desk, one Textual app each."""
