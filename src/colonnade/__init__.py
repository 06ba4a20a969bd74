"""Colonnade: career conversations over ten pillars, open and self-hosted."""
