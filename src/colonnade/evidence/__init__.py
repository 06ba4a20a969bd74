"""What the talk stands on: achievements, evidence items, their files, evaluations of two views."""
