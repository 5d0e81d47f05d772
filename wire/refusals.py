"""Every word with which the host refuses: understood, and no. The word is stable; people read their
language's text.

A refusal changes nothing. An unlisted word cannot be sent: `Refused` asserts that it stands here.
"""

REFUSALS: dict[str, str] = {
    # who may
    "not_paired": "The device has no valid token; pair it again.",
    "role_may_not": "This role may not say this command.",
    "right_missing": "The staff member signed in at this desk has not got the right for this.",
    "not_signed_in": "Nobody is signed in at this desk.",
    "pin_wrong": "The PIN does not belong to this staff member.",
    "pin_locked": "Too many wrong PINs; wait a minute.",
    "other_location": "The thing named belongs to another location.",
    "other_desk": "The visit is at another desk.",
    "device_not_yours": "A device of this role is the administrator's to let in, name or put out.",
    # what was said
    "unreadable": "The frame is not a message of this wire.",
    "too_large": "The frame is larger than the wire allows.",
    "protocol_unknown": "The peer speaks another version of the wire.",
    "id_reused": "The same id came before with another body.",
    "text_unfit": "A text holds something that may not be kept: a citizen service number.",
    "too_fast": "Too many tries in a short time; wait a little.",
    "busy": "The store cannot keep anything at this moment; the same command may be sent again.",
    # the day
    "day_closed": "The service day is not open, or is over.",
    "closed_now": "Outside opening hours, or the service takes no walk-ins at this hour.",
    "too_far": "The moment named is not within this service day.",
    # things that are not there
    "visit_unknown": "No such visit on this day.",
    "desk_unknown": "No such desk at this location.",
    "service_unknown": "No such service at this location.",
    "code_unknown": "No appointment has this code.",
    "code_taken": "Another appointment of this day has this code.",
    "slip_unknown": "No such slip.",
    "help_unknown": "No such call for help.",
    "staff_unknown": "No such staff member at this location.",
    "step_unknown": "No such step, or it cannot be undone.",
    "device_unknown": "No such device at this location, or it was put out before.",
    "pairing_unknown": "No device shows this code, or it is older than ten minutes.",
    "name_taken": "Another device of this location has this name.",
    "name_in_settings": "The settings call this device by its name: they have to change first.",
    # appointments at the door
    "too_early": "Check-in for this appointment opens later.",
    "too_late": "The appointment is past the time a kiosk may decide about; the greeter helps.",
    "wrong_day": "The appointment is on another day.",
    "wrong_place": "The appointment is at another location.",
    "already_here": "The visitor is checked in already.",
    "appointment_cancelled": "The appointment was cancelled.",
    # the agenda
    "slot_taken": "There is no room at this moment, or no longer.",
    "too_soon": "The moment has passed, or lies nearer than the town's notice.",
    "too_many_persons": "More persons than one appointment for this service may have.",
    "not_together": "No desk can do all these services in one visit.",
    "not_bookable": "This service cannot be booked through this door.",
    "route_unknown": "No such route for this service.",
    "contact_unfit": "`field` is missing or cannot be right, `why` says which (`wire.at_home`).",
    "hold_unknown": "No slot is held under this id.",
    # promises to call back
    "callback_unknown": "No such promise to call back at this location.",
    "callback_done": "Somebody has finished this promise to call back already.",
    "callback_not_tried": "Nobody called in vain on two half-days yet: it may not be given up.",
    "callback_empty": "Nobody to call: neither a name nor a number nor a text was said.",
    "callback_ahead": "The promise was made at a moment that has not come yet.",
    "department_unknown": "No such department.",
    "term_unknown": "This department does not promise that many working days.",
    "phone_unfit": "No text can go to this telephone number.",
    # moves
    "move_not_possible": "The visit is at a stage from which this cannot happen.",
    "nobody_waiting": "Nobody waits whom this desk may help.",
    "desk_not_open": "The desk is closed or paused.",
    "desk_in_use": "The desk is open under another staff member.",
    "desk_busy": "A visitor is at the desk.",
    "desk_empty": "No visitor is at the desk.",
    "not_offered": "This is not offered at this location on this day.",
    "desk_cannot": "This desk cannot do that service.",
    "recall_too_soon": "The last call was less than a minute ago.",
    "called_just_now": "The visitor was called a moment ago and is on the way; from `again_at` on.",
    "asked_before": "The visitor has asked for ten minutes once already.",
    "already_first": "The visit has priority for this reason already.",
    "nothing_changes": "The wish asks for what is so already.",
    "undo_too_late": "The step is older than a minute.",
    "undo_changed_since": "Something else happened to the same visit or desk since.",
    "no_ticket": "In hospitality mode there is no number and no slip.",
}


class Refused(Exception):
    """No, with one stable word why. `detail` may carry plain values that make the answer helpful
    (never personal)."""

    def __init__(self, word: str, **detail: int | str) -> None:
        assert word in REFUSALS, word
        super().__init__(word)
        self.word = word
        self.detail = detail
