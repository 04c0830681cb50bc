import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from integrations.cores import own_core

CORES = sorted(os.sched_getaffinity(0))
HOLD = """
import sys
from pathlib import Path
from integrations.cores import own_core
with own_core(Path(sys.argv[1])) as core: print(core, flush=True); input()
"""


def seen_in_a_thread() -> set[int]:
    seen: list[set[int]] = []
    thread = threading.Thread(target=lambda: seen.append(os.sched_getaffinity(0)))
    thread.start()
    thread.join()
    return seen[0]


@pytest.mark.parametrize("apart", [False, True], ids=["one house", "two houses"])
def test_each_process_has_a_processor_and_the_last_one_to_come_has_all(tmp_path: Path, apart: bool) -> None:
    folder = tmp_path / "other" if apart else tmp_path
    others = [
        subprocess.Popen(
            [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in CORES
    ]
    try:
        taken = [other.stdout.readline().strip() for other in others if other.stdout]
        assert sorted(taken) == ([str(core) for core in CORES] if len(CORES) > 1 else ["None"])
        with own_core(folder) as core:
            assert core is None
            assert sorted(os.sched_getaffinity(0)) == CORES
        others[0].kill()
        others[0].wait()
        with own_core(folder) as core:
            assert str(core) == taken[0], "what a process held is free when it ends, even by kill -9"
            assert seen_in_a_thread() == ({core} if len(CORES) > 1 else set(CORES))
        assert sorted(os.sched_getaffinity(0)) == CORES
    finally:
        for other in others:
            other.kill()
            other.communicate()
