"""Gaps, closeness, direction and routes between roles, explained; plain Python on numpy."""
