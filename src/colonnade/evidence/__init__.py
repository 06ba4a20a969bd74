"""What the talk stands on: achievements, evidence items, one evaluation."""
