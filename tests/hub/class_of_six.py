"""A hub on this machine, set up as tools/hub/README.md says, for six learners who are users of this system."""

import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tools.environments import install, new_environment
from tools.local_server import free_port, status
from utils.core.paths import COURSE_FOLDER

# One that learners can run, too; that of the course may lie in a private home.
PYTHON = "/usr/bin/python3"
NAMES = [f"keras-study-{number}" for number in range(1, 7)]
# What a teacher would change at the top of the configuration, and what two hubs on one machine may not share.
_CHANGES = """
COURSE, ENVIRONMENT = Path("{folder}/course"), Path("{folder}/environment")
REPOSITORY = "file://{folder}/upstream"
"""
_ADDITIONS = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = ["{folder}/proxy/node_modules/.bin/configurable-http-proxy"]
c.Authenticator.allow_all = True
c.Spawner.environment["GIT_CONFIG_SYSTEM"] = "{folder}/gitconfig"
c.JupyterHub.services.append({{"name": "trial", "api_token": "{token}"}})
scopes = ["admin:users", "admin:servers", "list:services", "read:services"]
c.JupyterHub.load_roles.append({{"name": "trial", "scopes": scopes, "services": ["trial"]}})
"""


@dataclass(frozen=True)
class Learner:
    """A user of this system.

    Attributes:
        name: by which they log in.
        password: new for each trial.
    """

    name: str
    password: str

    @property
    def course(self) -> Path:
        """The learner's copy of the course."""
        return Path(pwd.getpwnam(self.name).pw_dir) / "keras-study"

    def run(self, *command: str | Path) -> subprocess.CompletedProcess:
        """Run a command as this learner."""
        return subprocess.run(command, user=self.name, extra_groups=[], capture_output=True, text=True, cwd="/")

    def processes(self) -> list[psutil.Process]:
        """All that this learner runs."""
        return [process for process in psutil.process_iter(["username"]) if process.info["username"] == self.name]

    def memory(self) -> int:
        """The bytes that all of it holds, each process with its share of what it shares."""
        return sum(process.memory_full_info().pss for process in self.processes())


@contextmanager
def learners(homes: Path) -> Iterator[list[Learner]]:
    """Six new users with homes in a folder, and with the rights that this system gives a home; removed at the end."""
    homes.mkdir()
    made = []
    try:
        for name in NAMES:
            subprocess.run(["useradd", "--create-home", "--base-dir", homes, "--shell", "/bin/bash", name], check=True)
            made.append(Learner(name, secrets.token_urlsafe()))
        passwords = "".join(f"{one.name}:{one.password}\n" for one in made)
        subprocess.run(["chpasswd"], input=passwords, text=True, check=True)
        yield made
    finally:
        for one in made:
            for process in one.processes():
                process.kill()
            subprocess.run(["userdel", one.name], check=True)


def set_up(folder: Path) -> Path:
    """Follow tools/hub/README.md: the course, its environment, the proxy. Gives the repository of the copies."""
    upstream, course, environment = (folder / name for name in ("upstream", "course", "environment"))
    subprocess.run(["git", "clone", "--quiet", COURSE_FOLDER, upstream], check=True)
    subprocess.run(["git", "clone", "--quiet", upstream, course], check=True)
    wanted = ("-r", COURSE_FOLDER / "requirements.lock", "-r", COURSE_FOLDER / "tools" / "hub" / "requirements.lock")
    install(new_environment(environment, PYTHON), "--compile-bytecode", *wanted)
    subprocess.run(["npm", "install", "--silent", "--prefix", folder / "proxy", "configurable-http-proxy"], check=True)
    # What `git config --system safe.directory` says on a server, for this trial alone.
    (folder / "gitconfig").write_text(f"[safe]\n\tdirectory = {upstream}/.git\n")
    return upstream


@dataclass(frozen=True)
class Hub:
    """A running JupyterHub.

    Attributes:
        address: where a browser finds it.
        token: for its API.
        log: what it has written so far.
    """

    address: str
    token: str
    log: Path

    def ask(self, path: str, method: str = "GET") -> object:
        """What the API answers, such as to "services"."""
        asked = urllib.request.Request(f"{self.address}/hub/api/{path}", method=method)
        asked.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(asked) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def stop_servers(self) -> None:
        """End the server of every learner."""
        for name in NAMES:
            self.ask(f"users/{name}/server", "DELETE")
        while any(user["server"] or user["pending"] for user in self.ask("users")):
            time.sleep(0.5)


@contextmanager
def running_hub(folder: Path) -> Iterator[Hub]:
    """The hub of `set_up`, with tools/hub/jupyterhub_config.py as it stands but for folders and ports."""
    ports = {name: free_port() for name in ("port", "hub_port", "proxy_port")}
    token, work = secrets.token_hex(), folder / "hub"
    work.mkdir(mode=0o700)
    text = (COURSE_FOLDER / "tools" / "hub" / "jupyterhub_config.py").read_text(encoding="utf-8")
    settings, get_config, rest = text.partition("\nc = get_config()")
    additions = _ADDITIONS.format(folder=folder, token=token, **ports)
    config, log = work / "jupyterhub_config.py", work / "log"
    config.write_text(settings + _CHANGES.format(folder=folder) + get_config + rest + additions)
    with log.open("w") as output:
        command = [folder / "environment" / "bin" / "jupyterhub", "--config", config]
        process = subprocess.Popen(command, cwd=work, stdout=output, stderr=output)
    hub = Hub(f"http://127.0.0.1:{ports['port']}", token, log)
    try:
        deadline = time.monotonic() + SECONDS_UNTIL_IT_HANGS
        while status(f"{hub.address}/hub/login") != 200:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the hub does not start:\n{log.read_text()}")
            time.sleep(0.5)
        yield hub
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def missing() -> list[str]:
    """What this machine lacks for the trial."""
    lacks = [name for name in ("git", "npm", "useradd", PYTHON) if not shutil.which(name)]
    return lacks + ([] if os.geteuid() == 0 else ["the rights to add users (root)"])
