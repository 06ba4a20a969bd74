"""Pages that mix apps: home, my team, my career, my data."""
