"""The agenda for greeters and desks: a day and a week, and booking, moving and cancelling
appointments. What may happen is the host's to say.
"""
