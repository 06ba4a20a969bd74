"""Where somebody could go: the framework, ratings by both sides, options and aspirations."""
