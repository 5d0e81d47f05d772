"""Messages to visitors: which are due, what they say, and how they go out by mail and SMS.

They are kept with the facts that they tell of, and sent later, so that a mail server that is away
holds up nothing but the mail. docs/adr/0004-messages-wait-in-the-store.md says why.
"""
