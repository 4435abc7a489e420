"""The hub of a class, on one server or by The Littlest JupyterHub: README.md beside this file says how it is set up."""

import os
import sys
from pathlib import Path

# Where the course is installed for all, and where its Python is: .venv, or /opt/tljh/user.
COURSE = Path("/srv/keras-study")
ENVIRONMENT = COURSE / ".venv"
# Where the learners' copies come from, and the language of the interface: ko or en.
REPOSITORY = f"file://{COURSE}"
LANGUAGE = "ko"

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.Spawner.cmd = [str(COURSE / "tools" / "hub" / "start")]
c.Spawner.environment = {
    "PATH": f"{ENVIRONMENT}/bin:{os.environ['PATH']}",
    "KERAS_STUDY_REPOSITORY": REPOSITORY,
    "KERAS_STUDY_LANGUAGE": LANGUAGE,
}
c.Spawner.mem_limit = "2G"
# The first start copies the course, and a whole class begins at the same minute.
c.Spawner.start_timeout = c.Spawner.http_timeout = 120

# A server that nobody has used for an hour ends; its files stay.
c.JupyterHub.services.append(
    {"name": "idle-culler", "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]}
)
c.JupyterHub.load_roles.append(
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
)
