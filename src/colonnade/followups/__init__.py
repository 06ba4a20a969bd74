"""What happens after a talk: check-ins, reviews, the closing."""
