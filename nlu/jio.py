import contextlib
import functools
import io
import warnings
from types import ModuleType


@functools.cache
def jionlp() -> ModuleType:
    """Import jionlp once, without the banner it prints (0.3 to 0.7 s; engines do it when they are built)."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jionlp as module

    return module  # type: ignore[no-any-return]


@functools.cache
def simplified() -> dict[int, str]:
    """Return the table traditional -> simplified for `str.translate`, one character for one."""
    table: dict[str, str] = jionlp().dictionary_loader.traditional_simplified_loader("tra2sim_char.txt")
    # 幺 is how people say the digit 1 (幺三八); the table takes it for an old form of 么.
    return {ord(old): new for old, new in table.items() if len(old) == len(new) == 1 and old not in (new, "幺")}
