"""Rounds on a staff screen: somebody comes by at the visitor's address (bulky waste), booked,
looked after and found again for whoever is on the phone. The host decides; these screens show and
ask.
"""
