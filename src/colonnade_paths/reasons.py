"""Why a role is suggested, in words: every sentence was computed or stands in the source."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade_paths.gaps import Gap
from colonnade_paths.landscape import Landscape
from colonnade_paths.model import Framework, Need, Person, Role

NAMED = 3
# Said only of what is clearly above the average pair, in standard units.
ALIKE = 1.0
MOVE_WORDS = {
    "up": "A step up",
    "lateral": "A sideways move",
    "cross_track": "A sideways move to another track, with a way back",
    "step": "Starts on a lower level in the new role: agree terms and a way up first",
    "deepen": "Growing in the present role",
}
VIEW_WORDS = {
    "ratings": "The same skills matter, at similar levels",
    "knowledge": "The same fields of knowledge matter",
    "titles": "People call the jobs by similar names",
    "tasks": "The tasks are described in similar words",
    "text": "The descriptions use the same words",
    "topics": "The descriptions are about the same topics",
    "description": "The summaries are alike",
    "classes": "Outside classifications place them near each other",
    "entry": "The ways in are alike",
}


def reasons(
    landscape: Landscape,
    person: Person,
    role: Role,
    kind: str,
    direction: float,
    open_gaps: list[Gap],
    to_find_out: Sequence[Need] = (),
    *,
    seen_from: str = "",
) -> list[str]:
    """Sentences for one suggestion: the sort of move, what is shared, what opens it, what is missing.

    `seen_from` is the role that stands in for somebody without one.
    """
    framework = landscape.framework
    own = framework.roles.get(person.role or seen_from)
    lines = [_direction(landscape, own, role, kind, direction)]
    if own is not None and own is role and not person.role:
        lines = [f"Of all roles, “{role.title}” is most like these skills and levels."]
    elif own is not None and not person.role:
        lines.append(f"Seen from “{own.title}”, the role whose skills and levels are most like these.")
    if person.role:
        lines += _written(framework, person.role, role.code)
        lines += _shared(framework, framework.roles[person.role], role)
        lines += _views(landscape, person.role, role.code)
    lines += _skills(framework, role, open_gaps, to_find_out)
    if landscape.openness[framework.position[role.code]]:
        lines.append("Its entry conditions accept experience from another field.")
    if role.local:
        lines.append(f"To check locally: {role.local}.")
    return lines


def _direction(landscape: Landscape, own: Role | None, role: Role, kind: str, direction: float) -> str:
    framework = landscape.framework
    words = MOVE_WORDS[kind]
    if own is not None and framework.parity(own) is not None and framework.parity(role) is not None:
        names = [framework.levels[level].name or level for level in (own.level, role.level)]
        return f"{words}: {names[0]} to {names[1]}." if names[0] != names[1] else f"{words}: both {names[0]}."
    if landscape.standing.stated.any():
        return f"{words}; the framework states no level for one of the two ({direction:+.1f})."
    return f"{words}, estimated from titles, schooling and skill levels ({direction:+.1f})."


def _written(framework: Framework, origin: str, target: str) -> list[str]:
    move = framework.written_moves.get((origin, target))
    if move is None:
        return []
    lines = ["The framework names it as a typical move."]
    if move.bridge:
        lines.append(f"Usually missing: {move.bridge}.")
    if move.try_out:
        lines.append(f"To try it out: {move.try_out}.")
    if move.note:
        lines.append(f"Note: {move.note}.")
    return lines


def _shared(framework: Framework, own: Role, role: Role) -> list[str]:
    lines = []
    if own.ladder and own.ladder == role.ladder:
        lines.append(f"Both are rungs of the ladder “{own.ladder}”.")
    elif own.family and own.family == role.family and framework.families.get(own.family):
        lines.append(f"Both belong to “{framework.families[own.family]}”.")
    activities = [code for code in own.activities if code in role.activities]
    lines += _listed(framework, "activities", activities)
    own_tools = set(own.tools)
    lines += _listed(framework, "tools", [code for code in role.tools if code in own_tools])
    return lines


def _listed(framework: Framework, what: str, codes: list[str]) -> list[str]:
    if not codes:
        return []
    names = "; ".join(framework.terms.get(code, code) for code in codes[:NAMED])
    return [f"{len(codes)} {what} in common, among them: {names}."]


def _views(landscape: Landscape, origin: str, target: str) -> list[str]:
    """The two views that speak most for the pair, each with how many roles are nearer."""
    position = landscape.framework.position
    row, column = position[origin], position[target]
    found = []
    for name, standard in landscape.closeness.by_view.items():
        value = float(standard[row, column])
        if name in VIEW_WORDS and value >= ALIKE:
            closer = int((standard[row] > value).sum())
            place = f"number {closer + 1} of all roles in this" if closer else "no role is nearer in this"
            found.append((value, f"{VIEW_WORDS[name]}: {place}."))
    return [sentence for _, sentence in sorted(found, reverse=True)[:2]]


def _skills(framework: Framework, role: Role, open_gaps: list[Gap], to_find_out: Sequence[Need]) -> list[str]:
    if not role.needs:
        return []
    met = len(role.needs) - len(open_gaps) - len(to_find_out)
    lines = [f"{met} of the {len(role.needs)} skills it needs are there at the level asked for."]
    if open_gaps:
        names = ", ".join(framework.skill_name(gap.skill) for gap in open_gaps[:NAMED])
        lines.append(f"What matters most among the missing: {names}.")
    if to_find_out:
        names = ", ".join(framework.skill_name(need.skill) for need in to_find_out[:NAMED])
        lines.append(f"Still to find out, as nobody has rated it: {names}.")
    return lines
