"""Who is here and who is what to whom.

Owns: `Person` (the user model), `Team`, `Relationship` (manager, mentor, delegate; from and to),
`Partnership` (a people partner's units), `Organisation`, and the administrator's people page.
"""
