"""What people partners see: neutral labels, states and dates, never words."""
