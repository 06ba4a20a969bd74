"""Papers: what a page says, as a PDF or a Word file to take along.

Owns the parts a paper is made of, its typography and the two writers. Knows no models and asks nobody for access:
who calls has already asked. What people typed goes in as data and is never read as markup.
"""
