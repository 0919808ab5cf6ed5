"""`python -m amhelpers doctor | fetch | progress`."""

import sys

from amhelpers.cli import main

sys.exit(main())
