"""Starts Rasa's server without showing its token to everybody: `python serve.py TOKEN_FILE MODEL HOST PORT`.

Rasa takes the token as an argument only, and whoever is on the machine can read the arguments of a process.
"""

import sys
from pathlib import Path

from rasa.__main__ import main


def serve(token_file: str, model: str, host: str, port: str) -> None:
    """Become `rasa run` with the API on, for those who know the token."""
    token = Path(token_file).read_text("utf-8").strip()
    if not token:
        sys.exit(f"{token_file} is empty: without a token anybody could replace the model")
    sys.argv = ["rasa", "run", "--enable-api", "-i", host, "-p", port, "-m", model, "--auth-token", token]
    main()


if __name__ == "__main__":
    serve(*sys.argv[1:])
