"""A server on this machine: a port for it, and whether it answers."""

import socket
import urllib.error
import urllib.request


def free_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return listener.getsockname()[1]


def status(address: str) -> int | None:
    """The HTTP status of an address, redirections followed; None where nothing answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return None
