"""Small things without models that every app may lean on.

Time (`clock`), sealing (`crypto`), refusals (`errors`), the words that ship (`content`)
and the SQLite backend (`sqlite`). Nothing here knows a person, a space or a page.
"""
