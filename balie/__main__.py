"""`python -m balie` is `balie`."""

from balie import main

main()
