"""The language coach: what is there, what is missing, with the words, the reason and a question that helps."""
