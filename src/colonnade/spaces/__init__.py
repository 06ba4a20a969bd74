"""Who may read: every confidential word lives in a space.

Owns: `Space`, `Membership` (who, from when to when), `SpaceKey`, `SealedText` and the abstract model
`Words` that every model with words inherits, and the read log. One rule, `readable_by(person)`, stands
behind every list, every check and every "who can see this".
"""
