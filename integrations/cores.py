"""One processor for a process that makes turns beside others."""

import contextlib
import fcntl
import logging
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)
_NAME = "linli-processor-{}"  # of a lock and of an abstract socket: both are gone with their process, however it ended


@contextlib.contextmanager
def own_core(folder: Path) -> Iterator[int | None]:
    """Keep this thread, and those it starts, to a processor that no other process of Linli keeps to.

    Python runs one thread at a time. Where the threads of a process lie on two processors, each hands over to the
    other by waking a processor up, which takes a third of a turn's time on a virtual machine (docs/measurements.md).
    Others are known by a lock in `folder`, which containers of one house share, and by a socket, which houses of one
    machine share. Yields the processor's number, or None where there is only one, where others have taken all, and
    where the system has no such thing: then nothing is changed.
    """
    if sys.platform != "linux":
        yield None
        return
    before = os.sched_getaffinity(0)
    with contextlib.ExitStack() as held:
        core = _free(sorted(before), folder, held) if len(before) > 1 else None
        if core is not None:
            os.sched_setaffinity(0, {core})
            held.callback(os.sched_setaffinity, 0, before)
            log.info("this process keeps to one processor", extra={"processor": core})
        yield core


def _free(cores: list[int], folder: Path, held: contextlib.ExitStack) -> int | None:
    folder.mkdir(parents=True, exist_ok=True)
    for core in cores:
        with contextlib.ExitStack() as taken, contextlib.suppress(OSError):  # another process has it
            lock = taken.enter_context((folder / f"{_NAME.format(core)}.lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            name = taken.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
            name.bind(f"\0{_NAME.format(core)}")
            held.enter_context(taken.pop_all())
            return core
    return None
