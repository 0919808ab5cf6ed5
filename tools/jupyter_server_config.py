"""For who runs a hub: the settings of every user's Jupyter server.  docs/hub.md says what each of them costs and saves.

One line in /etc/jupyter/jupyter_server_config.py takes them, and follows the course when it is brought up to date:

    load_subconfig("/srv/seeing-cnns/tools/jupyter_server_config.py")
"""

import os
import subprocess
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter provides it

# A kernel that did nothing for half an hour is ended, though not while its page is open, and never while it computes.
# With cull_connected = True an open page keeps nothing: for a machine that is full of pages which nobody closed.
c.MappingKernelManager.cull_idle_timeout = 30 * 60
c.MappingKernelManager.cull_interval = 5 * 60
c.MappingKernelManager.cull_connected = False
c.MappingKernelManager.cull_busy = False


# In a folder that only the teacher can write to nothing can be saved. So each user opens copies, in the own home; one
# that is there has a student's work in it, and stays as it is.
if os.environ.get("JUPYTERHUB_USER"):
    course = Path(__file__).resolve().parents[1]
    own = course / ".venv" / "bin" / "python"  # Jupyter may run in another environment, without the course
    python = str(own) if own.exists() else sys.executable
    command = [python, "-m", "amhelpers", "copy", str(Path.home() / "seeing-cnns")]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:  # a full or read-only home is no reason not to start
        print(f"The notebooks of the course were not copied: {done.stderr.strip()}")
