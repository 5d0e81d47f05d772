"""What the greeter's and the desk's screens have in common: keys, lists, forms, and one way to say
a command.
"""
