"""What happened and what must still leave the house: events and the outbox.

Owns: `Event` (who did what to which thing, never content), `Letter` (a mail to be sent, written in the
same transaction as what caused it) and the one log line a request. Actors and objects are bare UUIDs,
no foreign keys: the trail outlives the person.
"""
