"""For who runs a hub: the settings of every kernel of the course.

This line in etc/ipython/ipython_kernel_config.py of the course's environment takes them:

    load_subconfig("/srv/seeing-cnns/tools/ipython_kernel_config.py")
"""

import contextlib
import os

c = get_config()  # noqa: F821 - IPython provides it

# A kernel that was ended says what to do in any cell, before the first one was run again.
c.InteractiveShellApp.extensions.append("amhelpers.forgotten")

# What a kernel may have of memory that can be written, in bytes; set it below a container's limit. One array that is
# too large is refused with an error then, and the kernel lives on with all of its variables. Where memory fills bit by
# bit, NumPy and Python refuse too; TensorFlow ends the kernel, this one and no other, as the container's limit would.
# Lessons 05 and 09 run to their ends with 2 GB on two cores; each core more brings TensorFlow three threads of 8 MB.
MEMORY = 5 * 2**29 + 24 * 2**20 * (os.cpu_count() or 1)
with contextlib.suppress(ImportError, OSError, ValueError):  # Linux and macOS have it; a lower limit may be set already
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft == resource.RLIM_INFINITY or soft > MEMORY:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))
