"""Django's SQLite backend on the SQLite that pysqlite3 bundles, with settings that lose nothing.

Debian's own library has the WAL-reset bug (up to 3.51.2); pysqlite3 must stand in the place of the
standard module before Django's backend is imported, which is what this package is for.
"""

import sys

import pysqlite3
import pysqlite3.dbapi2

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
