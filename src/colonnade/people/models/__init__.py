from .organisation import Organisation, Partnership, Team
from .person import Person
from .relationship import Relationship

__all__ = ["Organisation", "Partnership", "Person", "Relationship", "Team"]
