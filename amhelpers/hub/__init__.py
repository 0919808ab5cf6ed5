"""The hub: one course for many users -> a line for each thing that a hub needs, and what mends it if not.

A check gives a text, or a `Note` of what cannot be found out or nobody must mend, and raises an error of what must.
`places` looks at folders, `room` at memory, cores and processes, `servers` at kernels, the cull, downloads and grading.
"""

from collections.abc import Callable

from amhelpers.hub import places, room, servers
from amhelpers.hub.note import Note

__all__ = ["CHECKS", "Note"]

CHECKS: tuple[Callable[[], str], ...] = (
    places.course,
    places.environment,
    servers.kernel,
    places.home,
    places.record,
    room.memory,
    room.promised,
    room.threads,
    room.processes,
    servers.cull,
    servers.weights,
    servers.sealing,
)
