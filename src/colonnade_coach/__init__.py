"""The language coach: what is there, what is missing, with the words, the reason and a question."""

from .feedback import check_feedback
from .fields import check_feedback_fields, check_goal_fields, length_gap
from .goal import check_goal
from .listening import Listening, listening
from .report import Finding, Report, Span
from .talk import Utterance, check_utterance
from .transcripts import Transcript, TranscriptError, Turn, read_transcript

__all__ = [
    "Finding",
    "Listening",
    "Report",
    "Span",
    "Transcript",
    "TranscriptError",
    "Turn",
    "Utterance",
    "check_feedback",
    "check_feedback_fields",
    "check_goal",
    "check_goal_fields",
    "check_utterance",
    "length_gap",
    "listening",
    "read_transcript",
]
