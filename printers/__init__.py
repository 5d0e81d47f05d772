"""The printer agent: takes slips from the host, makes bytes of them, and gives those to a
device."""
