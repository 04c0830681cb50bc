import argparse
import asyncio
import signal
import sys

from tests.telegram.simulator.simulator import TOKEN, Simulator


async def serve(port: int, token: str, retry_most: float) -> None:
    """Run until told to stop; print the address first."""
    simulator = Simulator(token)
    simulator.state.webhook.retry_most = retry_most
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    sys.stdout.write(f"{await simulator.start(port)}\n")
    sys.stdout.flush()
    await stopped.wait()
    await simulator.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="A Bot API of Telegram on the loopback, for tests.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--retry-most", type=float, default=5.0, help="longest wait before a push is tried again, s")
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.port, chosen.token, chosen.retry_most))


if __name__ == "__main__":
    main()
