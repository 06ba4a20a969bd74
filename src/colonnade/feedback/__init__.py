"""Situation, behaviour, impact, wish; and the receiver's answer.

In a talk the two of the talk read it. Outside talks the giver chooses the readers before writing, and nobody but
the receiver can ever widen them. Requests, corrections, copies shown and themes belong here too.
"""
