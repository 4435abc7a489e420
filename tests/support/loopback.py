"""A server on this machine in place of those that keep the original data sets, and small archives for it."""

import hashlib
import io
import socket
import ssl
import struct
import tarfile
import threading
import zipfile
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme


class Server(ThreadingHTTPServer):
    """Serves `files`, contents by name; `behaviour` is "well", or how it misbehaves with those not `always_well`."""

    daemon_threads = True
    files: Mapping[str, bytes]
    always_well: Container[str]
    behaviour = "well"
    scheme = "http"
    requests = 0

    def __init__(self, files: Mapping[str, bytes], always_well: Container[str]):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.always_well = always_well
        self.over = threading.Event()

    def shutdown_request(self, request: socket.socket) -> None:
        """Without a farewell, so that a socket that may not linger sends a reset."""
        self.close_request(request)

    @property
    def address(self) -> str:
        """What stands before the name of a file."""
        return f"{self.scheme}://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.removeprefix("/")
        self.server.requests += 1
        behaviour = "well" if name in self.server.always_well else self.server.behaviour
        content = self.server.files[name]
        if behaviour == "404":
            return self.send_error(404)
        if behaviour == "silent":
            return self.server.over.wait(20)
        if behaviour == "redirected for ever":
            return self.redirect(name)
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if behaviour == "wrong bytes":
            content = bytes(len(content))
        if behaviour in ("truncated", "stalled", "reset"):
            content = content[: len(content) // 2]
        self.wfile.write(content)
        self.wfile.flush()
        if behaviour == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if behaviour == "stalled":
            self.server.over.wait(20)

    def redirect(self, name: str) -> None:
        self.send_response(302)
        self.send_header("Location", f"{self.server.address}{name}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


MISBEHAVIOURS = ("404", "truncated", "wrong bytes", "silent", "stalled", "reset", "redirected for ever")


@contextmanager
def serving_with_a_certificate_nobody_knows(files: Mapping[str, bytes]) -> Iterator[Server]:
    """The same by https, with a certificate of an authority made for this one server."""
    with serving(files) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
        yield server


@contextmanager
def serving(files: Mapping[str, bytes], always_well: Container[str] = ()) -> Iterator[Server]:
    """A running server with these files, contents by name."""
    server = Server(files, always_well)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def hash_of(content: bytes) -> str:
    """The hash that a download is compared with."""
    return hashlib.sha256(content).hexdigest()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive with these members, contents by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> bytes:
    """A gzipped tar archive with these links, targets by name, and these members behind them."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, target in (links or {}).items():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()
