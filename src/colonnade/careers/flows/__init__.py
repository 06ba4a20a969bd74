"""Acts on the framework, on futures and on opportunities."""
