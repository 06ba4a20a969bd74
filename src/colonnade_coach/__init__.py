"""The language coach: what is there, what is missing, with the words, the reason and a question that helps."""

from .feedback import check_feedback
from .goal import check_goal
from .talk import check_utterance

__all__ = ["check_feedback", "check_goal", "check_utterance"]
