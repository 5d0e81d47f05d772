"""Reports that somebody answered for: kept as they were on that day, sealed, with a next version
for each correction. What was told to the council stays what was told.
"""
