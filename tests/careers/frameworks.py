"""Small frameworks for tests, in invented words, and ways to hand their files over."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from colonnade_paths import Framework, csv_tables, framework_of_rows, yaml_text

GDAD_ROLES = """\
Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,Skill Description,Skill Level
Harbour,Quay keeper,Keeps the quay.,Junior quay keeper,Learns the quay.,Rope work,Knots and lines,WORKING
Harbour,Quay keeper,Keeps the quay.,Junior quay keeper,Learns the quay.,Weather sense,Reading the sky,AWARENESS
Harbour,Quay keeper,Keeps the quay.,Senior quay keeper,"Answers for the quay.
- decides who lands
- teaches newcomers",Rope work,Knots and lines,EXPERT
Harbour,Quay keeper,Keeps the quay.,Senior quay keeper,,Weather sense,Reading the sky,PRACTITIONER
"""
GDAD_SKILLS = """\
Skill Name,Skill Description,Awareness,Working,Practitioner,Expert
Rope work,Knots and lines,Knows a knot,Ties five knots,Splices alone,Others ask for the rope
Weather sense,Reading the sky,Sees a cloud,Sees wind,Sees tomorrow,Sees the season
"""


def small(**changes: Any) -> Framework:
    """Two families, three roles on two tracks, three skills, one move."""
    tables: dict[str, Any] = {
        "framework": [{"name": "Quay framework", "scale_top": 5}],
        "families": [{"code": "quay", "name": "Quay"}, {"code": "office", "name": "Office"}],
        "levels": [
            {"code": "L3", "name": "Established", "parity": 3, "track": "common", "description": "scope: one quay"},
            {"code": "L4", "name": "Senior", "parity": 4, "track": "expert"},
            {"code": "M4", "name": "Lead", "parity": 4, "track": "people"},
        ],
        "skills": [
            {"code": "rope/work 1.0", "name": "Rope work", "category": "hands", "level_3": "Splices alone"},
            {"code": "weather", "name": "Weather sense", "category": "eyes", "level_1": "Sees a cloud"},
            {"code": "people", "name": "Leading a crew", "category": "crew"},
        ],
        "roles": [
            {"code": "15-1252.00", "title": "Quay keeper", "family": "quay", "level": "L3", "local": "Boat licence"},
            {"code": "rope smith", "title": "Rope smith", "family": "quay", "level": "L4"},
            {"code": "crew/lead", "title": "Crew lead", "family": "quay", "level": "M4"},
        ],
        "needs": [
            {"role": "15-1252.00", "skill": "rope/work 1.0", "level": 3},
            {"role": "15-1252.00", "skill": "weather", "level": 1},
            {"role": "rope smith", "skill": "rope/work 1.0", "level": 5, "weight": 2},
            {"role": "crew/lead", "skill": "people", "level": 3},
        ],
        "moves": [
            {
                "from": "15-1252.00",
                "to": "rope smith",
                "kind": "up",
                "bridge": "hard lines",
                "try": "Splice a hawser",
            }
        ],
    }
    return framework_of_rows("Quay framework", **(tables | changes))


def upload(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def as_yaml(framework: Framework) -> SimpleUploadedFile:
    return upload("ours.yaml", yaml_text(framework))


def zipped(files: dict[str, str | bytes], name: str = "ours.zip") -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return upload(name, packed.getvalue())


def as_tables(framework: Framework) -> SimpleUploadedFile:
    return zipped(dict(csv_tables(framework)))


def gdad() -> list[SimpleUploadedFile]:
    return [upload("roles.csv", GDAD_ROLES), upload("skills.csv", GDAD_SKILLS)]
