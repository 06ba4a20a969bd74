"""Hints to the writer while typing: asked of the language coach, shown, and forgotten. No table, no log, no trace."""
