"""One talk from invitation to closing: lifecycle, preparation, purpose, setting, room, summary."""
