"""No windows: figures of these tests are drawn and not shown."""

import matplotlib

matplotlib.use("agg")
