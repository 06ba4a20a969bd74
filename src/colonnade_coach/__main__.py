"""`python -m colonnade_coach`."""

import sys

from .cli import main

sys.exit(main())
