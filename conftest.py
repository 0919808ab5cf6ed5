"""What every test needs, those of the notebooks too: no window, and none of it on the record of whoever runs them."""

import os
import tempfile

os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND", "agg")
_home = tempfile.TemporaryDirectory()
os.environ["AMHELPERS_HOME"] = _home.name
os.environ.pop("NBGRADER_EXECUTION", None)
