"""What the addresses of the framework name in the access matrix: a draft, a preview, public data, two versions."""

from __future__ import annotations

from colonnade.careers.flows import frameworks, importing
from tests.careers.frameworks import small
from tests.careers.test_reading import in_force
from tests.cast import Cast


def framework_ids(cast: Cast) -> dict[str, object]:
    for turn in (
        small(),
        small(families=[{"code": "quay", "name": "The quay"}, {"code": "office", "name": "Office"}]),
    ):
        in_force(turn, cast.partner)
    frameworks.make_ours(by=cast.partner)
    public = importing.put_public(small(), report={}, by=cast.partner)
    importing.keep_preview(importing.Arrival(small(), importing.ImportReport()), kind="yaml", by=cast.partner)
    return {
        "public": public.pk,
        "role_code": "15-1252.00",
        "skill_code": "rope/work 1.0",
        "family_code": "quay",
        "kind_of_export": "yaml",
    }
