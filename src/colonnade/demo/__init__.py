"""The sample organisation, its loader and its door."""
