"""For who runs a hub: the settings of every kernel of the course.

This line in etc/ipython/ipython_kernel_config.py of the course's environment takes them:

    load_subconfig("/srv/seeing-cnns/tools/ipython_kernel_config.py")
"""

import contextlib

c = get_config()  # noqa: F821 - IPython provides it

# A kernel that was ended says what to do in any cell, before the first one was run again.
c.InteractiveShellApp.extensions.append("amhelpers.forgotten")

# What a kernel may have of memory that can be written, in bytes. Beyond it an array is refused with an error, and the
# kernel lives on with all of its variables; a limit of the container ends the kernel. Set it below that one.
MEMORY = 2 * 2**30
with contextlib.suppress(ImportError, OSError, ValueError):  # Linux and macOS have it; a lower limit may be set already
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft == resource.RLIM_INFINITY or soft > MEMORY:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))
