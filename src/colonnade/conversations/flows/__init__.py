"""The use cases of a talk: plain functions, called by pages, the demo and the tests alike."""
