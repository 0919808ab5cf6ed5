"""`python -m amhelpers doctor | fetch | progress | report | new`."""

import sys

from amhelpers.cli import main

sys.exit(main())
