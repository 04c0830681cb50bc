"""The mouth that always works: espeak-ng, through pyttsx3, and by its own command where that fails."""

import io
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from typing import Any

import numpy as np
import pyttsx3
from speech_recognition import AudioData

from voice.mouths.sound import Silent, checked, from_wav
from voice.speech import Manner, NoEngine

# espeak's own Mandarin voice `cmn` reads most characters as English letters (espeak-ng issue 1236): never that one.
# The variant f3 is a higher voice: of 100 characters a recogniser misheard 50 with it, and 75 without.
VOICES = {"zh": "sit/cmn-latn-pinyin+f3", "yue": "sit/yue+f3", "en": "gmw/en-us"}
# The rates of espeak 1.51, and the characters a minute they came to over the replies of bench/mouth.py, pauses counted.
# English words are shorter ideas: three of them are taken for four characters.
_RATES = (80, 120, 160, 200, 250, 320)
_PACES = {
    "zh": (100, 147, 204, 266, 351, 470),
    "yue": (121, 176, 242, 311, 401, 523),
    "en": (139, 197, 265, 333, 420, 545),
}
_INSTALL = "espeak-ng is not installed; sudo apt-get install -y espeak-ng"
_SECONDS = 20.0  # more than any sentence takes; whoever calls from outside has a shorter patience


class Espeak:
    """Speaks with espeak-ng. One sentence at a time, and in one thread: pyttsx3 dies of a second one."""

    name = "espeak"

    def __init__(self) -> None:
        self._command = shutil.which("espeak-ng")
        self._done = threading.Event()
        self._engine = self._begin()
        if self._engine is None and self._command is None:
            raise NoEngine(_INSTALL)

    def speak(self, text: str, manner: Manner) -> AudioData:
        """Return the sound; what the library leaves unfinished is said once more by the command."""
        if self._engine is not None:
            with suppress(Silent, OSError, RuntimeError):
                return checked(self._by_library(text, manner), text)
        return checked(self._by_command(text, manner), text)

    def _begin(self) -> Any:
        try:
            engine = pyttsx3.init("espeak")
        except (ImportError, OSError, RuntimeError):  # there is no such library here
            return None
        engine.connect("finished-utterance", lambda name, completed: self._done.set())
        with suppress(Silent, OSError):
            self._run(engine, "。")  # before its first utterance it takes no settings
        return engine

    def _by_library(self, text: str, manner: Manner) -> AudioData:
        self._engine.setProperty("voice", VOICES.get(manner.lang, VOICES["zh"]))
        # What is set waits in a queue that pyttsx3 empties when it begins to speak, and is sometimes lost even so.
        _wait(lambda: self._takes("rate", rate(manner)) and self._takes("volume", manner.volume))
        return from_wav(self._run(self._engine, text))

    def _takes(self, name: str, value: float) -> bool:
        """Say whether a setting counts by now, and set it if not."""
        if abs(self._engine.getProperty(name) - value) < 0.01:
            return True
        self._engine.setProperty(name, value)
        return False

    def _run(self, engine: Any, text: str) -> bytes:
        """Return the WAV file of one utterance. It is a file without a name, in memory: nothing said is on a disk."""
        self._done.clear()
        memory = os.memfd_create("said")
        try:
            engine.save_to_file(text, f"/proc/self/fd/{memory}")
            with redirect_stdout(io.StringIO()):  # it prints where it has saved a file
                engine.runAndWait()  # and returns before it has
                if not self._done.wait(_SECONDS):
                    raise Silent("espeak has not come to an end")
            _wait(lambda: not engine.isBusy())
            with os.fdopen(os.dup(memory), "rb") as file:
                file.seek(0)
                return file.read()
        finally:
            os.close(memory)

    def _by_command(self, text: str, manner: Manner) -> AudioData:
        if self._command is None:
            raise NoEngine(_INSTALL)
        voice = VOICES.get(manner.lang, VOICES["zh"])
        flags = ["-v", voice, "-s", str(rate(manner)), "-a", str(round(manner.volume * 100)), "-b", "1"]
        spoken = subprocess.run(  # noqa: S603  the text goes in by a pipe: arguments can be read by everybody on the machine
            [self._command, *flags, "--stdin", "--stdout"],
            input=text.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        return from_wav(spoken.stdout)


def _wait(ready: Callable[[], bool]) -> None:
    """Wait for a thread that tells nobody when it is ready; Silent after a second."""
    until = time.monotonic() + 1
    while not ready():
        if time.monotonic() > until:
            raise Silent("espeak does not take its settings")
        time.sleep(0.005)


def rate(manner: Manner) -> int:
    """Return the rate at which espeak comes to a pace."""
    return round(float(np.interp(manner.pace, _PACES.get(manner.lang, _PACES["zh"]), _RATES)))
