"""The listening mirror: after a talk each speaker sees what can be counted about their own talking.

Owns: `Transcript` (process facts), `Whole` (the file in quarantine, which nobody reads) and `Mirror` (one
speaker's numbers and own lines, for that speaker alone). Nothing else of the product imports this app: what
is found here cannot reach another page, list or figure.
"""
