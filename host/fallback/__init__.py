"""The list for the neighbour: who is still due today and how urgent, when nothing works here."""
