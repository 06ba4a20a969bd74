"""Situation, behaviour, impact, wish; and the receiver's answer."""
