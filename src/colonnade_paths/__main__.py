"""`python -m colonnade_paths`."""

import sys

from colonnade_paths.cli import main

sys.exit(main())
