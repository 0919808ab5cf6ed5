"""Forgotten: a cell that uses a name without a value in this kernel -> its error, and what to do about it.

So it is after a restart, and where a hub ended a kernel that nobody used or that took too much memory: the notebook and
the record are whole, and the variables are gone.  `import amhelpers` in a notebook sees to it; on a hub it is loaded as
an extension of IPython besides (`tools/ipython_kernel_config.py`), for kernels that have not run the first cell yet.
"""

import types
from typing import Any

__all__ = ["explain", "load_ipython_extension"]


def explain(error: NameError, traceback: types.TracebackType | None) -> str:
    """Say what to do about a name that has no value.

    Args:
        error: what a cell stopped with.
        traceback: where.

    Returns:
        A sentence; empty where the name is missing in a function and not in the cell itself.
    """
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None or traceback.tb_frame.f_code.co_name != "<module>" or not error.name:
        return ""
    return (
        f"Nothing that was run in this kernel gives {error.name} a value. A kernel that was restarted, or ended "
        "because nobody used it, knows nothing of the cells above: choose Run > Run All Above Selected Cell, then run "
        "this one again. What you wrote stands in the notebook."
    )


def load_ipython_extension(shell: Any) -> None:
    """Put the sentence below such errors.

    Args:
        shell: IPython's, of a kernel.
    """

    def handler(shell, kind, error, traceback, tb_offset=None):
        said = explain(error, traceback)
        if said and said not in getattr(error, "__notes__", ()):
            error.add_note(said)
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)

    if not shell.custom_exceptions:  # what somebody else does with errors stays
        shell.set_custom_exc((NameError,), handler)
