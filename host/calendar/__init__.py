"""Appointments as iCalendar (RFC 5545): what a visitor puts in their own calendar, and a feed for
staff without personal data.
"""

from host.calendar.appointment import cancellation as cancellation
from host.calendar.appointment import invitation as invitation
from host.calendar.feed import feed as feed
from host.calendar.feed import feed_path as feed_path
from host.calendar.feed import feed_token as feed_token
