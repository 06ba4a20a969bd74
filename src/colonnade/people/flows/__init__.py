from .administrators import make_administrator, refuse_without_administrator, unmake_administrator
from .people import add_person, change_person, keep_profile, switch_hints, take_role
from .units import begin_partnership, change_organisation, change_team, end_partnership

__all__ = [
    "add_person",
    "begin_partnership",
    "change_organisation",
    "change_person",
    "change_team",
    "end_partnership",
    "keep_profile",
    "make_administrator",
    "refuse_without_administrator",
    "switch_hints",
    "take_role",
    "unmake_administrator",
]
