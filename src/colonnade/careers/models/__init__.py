from .frameworks import Framework, FrameworkVersion
from .futures import Aspiration, Chance, Mark, Option
from .opportunities import Interest, Opportunity, Question
from .ratings import AgreedLevel, Practice, RatingSheet, Readiness, SkillRating

__all__ = [
    "AgreedLevel",
    "Aspiration",
    "Chance",
    "Framework",
    "FrameworkVersion",
    "Interest",
    "Mark",
    "Opportunity",
    "Option",
    "Practice",
    "Question",
    "RatingSheet",
    "Readiness",
    "SkillRating",
]
