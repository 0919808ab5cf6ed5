"""For who runs a hub: the settings of every user's Jupyter server.  docs/hub.md says what each of them costs and saves.

One line in /etc/jupyter/jupyter_server_config.py takes them, and follows the course when it is brought up to date:

    load_subconfig("/srv/seeing-cnns/tools/jupyter_server_config.py")
"""

import os
import shutil
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter provides it

# A kernel that did nothing for half an hour is ended, though not while its page is open, and never while it computes.
# With cull_connected = True an open page keeps nothing: for a machine that is full of pages which nobody closed.
c.MappingKernelManager.cull_idle_timeout = 30 * 60
c.MappingKernelManager.cull_interval = 5 * 60
c.MappingKernelManager.cull_connected = False
c.MappingKernelManager.cull_busy = False


def copy_lessons(course, home):
    """Copy the notebooks that a home has not; never one that is there, which has a student's work in it."""
    own = home / "seeing-cnns"
    base = own / ".course"  # what copies were when they were made: `python -m amhelpers update` goes by it
    base.mkdir(parents=True, exist_ok=True)
    for notebook in sorted((course / "notebooks").glob("*.ipynb")):
        if not (own / notebook.name).exists():
            for folder in (base, own):
                part = folder / f".{notebook.name}.{os.getpid()}"
                shutil.copyfile(notebook, part)  # without its modes: the copy can be written
                part.replace(folder / notebook.name)


# In a folder that only the teacher can write to nothing can be saved. So each user opens copies, in the own home.
if os.environ.get("JUPYTERHUB_USER"):
    try:
        copy_lessons(Path(__file__).resolve().parents[1], Path.home())
    except OSError as error:  # a full or read-only home is no reason not to start
        print(f"The notebooks of the course were not copied: {error}")
