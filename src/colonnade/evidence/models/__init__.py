from .evaluation import DAYS_TO_ANSWER, Criteria, Evaluation, EvaluationReply, SecondLook, SelfAssessment
from .file import MOST_BYTES, MOST_EACH, MOST_OF_A_PERSON, FilePart, HeldFile
from .item import LONGEST_LINK, Achievement, Item

__all__ = [
    "DAYS_TO_ANSWER",
    "LONGEST_LINK",
    "MOST_BYTES",
    "MOST_EACH",
    "MOST_OF_A_PERSON",
    "Achievement",
    "Criteria",
    "Evaluation",
    "EvaluationReply",
    "FilePart",
    "HeldFile",
    "Item",
    "SecondLook",
    "SelfAssessment",
]
