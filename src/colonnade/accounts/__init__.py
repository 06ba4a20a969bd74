"""Signing in: sessions, invitations by a one-time link, the first start, the profile.

Owns: `Session` (with a foreign key to the person, so that ending an account ends its sessions in the
same transaction), `OneTimeLink`. Passwords, resets and limits are django-allauth's.
"""
