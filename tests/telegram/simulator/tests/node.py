import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parents[2] / "grammy"
FOLDER = Path(__file__).parents[4] / "var" / "judges"  # outside git
FILES = ("package.json", "package-lock.json", "judge.mjs")


def install() -> Path:
    """Install grammY where it is missing, by its lock file; return the folder. Needs node and npm."""
    content = b"".join((HERE / name).read_bytes() for name in FILES)
    folder = FOLDER / f"grammy-{sha256(content).hexdigest()[:12]}"
    if not (folder / "node_modules" / "grammy").is_dir():
        _install_into(folder)
    return folder


def _install_into(folder: Path) -> None:
    """Install beside the folder and move it there whole: another run of the tests may do the same."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="grammy-new-", dir=FOLDER))
    for name in FILES:
        shutil.copy(HERE / name, fresh / name)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(f"npm ci failed in {fresh}; Node 20 and a registry are needed:\n{done.stderr}")
    with suppress(OSError):  # somebody was faster
        fresh.rename(folder)
    shutil.rmtree(fresh, ignore_errors=True)


@asynccontextmanager
async def judge(*arguments: str) -> AsyncIterator[None]:
    """Run the grammY bot for the length of a test."""
    folder = await asyncio.to_thread(install)
    process = await asyncio.create_subprocess_exec("node", "judge.mjs", *arguments, cwd=folder)
    try:
        yield
    finally:
        process.kill()
        await process.wait()
