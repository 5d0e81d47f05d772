"""A player without a loudspeaker: keeps each WAV in the folder that its first word names, for as
long as it would have been heard, and notes whether it was let to its end.
"""

import shutil
import sys
import time
import wave
from pathlib import Path

folder, slow, file = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
number = len(list(folder.glob("*.wav")))
with wave.open(file) as heard:
    seconds = heard.getnframes() / heard.getframerate()
shutil.copy(file, folder / f"{number:03}.part")
(folder / f"{number:03}.part").rename(folder / f"{number:03}.wav")
time.sleep(seconds * slow)
(folder / f"{number:03}.ended").touch()
