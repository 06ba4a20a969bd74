"""The backend itself; Django looks for `DatabaseWrapper` here."""

from django.db.backends.sqlite3.base import *  # noqa: F403  Django's backend is taken over whole
from django.db.backends.sqlite3.base import DatabaseWrapper as DatabaseWrapper
