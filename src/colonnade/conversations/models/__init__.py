from .conversation import Conversation, ProposedTime, Readiness
from .joins import TalkFeedback, TalkGoal, TalkItem, TalkOption, TalkPromise
from .preparation import Answer, Mark, SharedAnswer
from .purpose import Confirmation, Purpose, Setting
from .rhythm import Rhythm
from .room import Note, PrivateNote, Recap
from .summary import Agreement, Summary, SummaryVersion, View

__all__ = [
    "Agreement",
    "Answer",
    "Confirmation",
    "Conversation",
    "Mark",
    "Note",
    "PrivateNote",
    "ProposedTime",
    "Purpose",
    "Readiness",
    "Recap",
    "Rhythm",
    "Setting",
    "SharedAnswer",
    "Summary",
    "SummaryVersion",
    "TalkFeedback",
    "TalkGoal",
    "TalkItem",
    "TalkOption",
    "TalkPromise",
    "View",
]
