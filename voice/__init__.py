"""Text and language to a sound: 16-bit mono WAV of one loudness. Knows no hall, no visit and no
player; needs the extra `speech` and says None without it.
"""
