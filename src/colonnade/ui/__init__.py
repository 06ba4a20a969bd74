"""The UI kit: what every page of Colonnade is built from.

It owns the base templates, the macros, the signs drawn as SVG, the style sheets, fonts and small
custom elements, and the Jinja2 environment and static storage that deliver them. It knows no model
of the product: what it draws it gets as plain values.
"""
