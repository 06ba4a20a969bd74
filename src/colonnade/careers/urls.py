"""The framework: reading it, its versions, the editor, import and export, public data."""

from django.urls import path

from . import addresses  # noqa: F401  registers <code:…>
from .views import drafting, framework, importing, public, versions

urlpatterns = [
    path("", framework.index, name="framework"),
    path("roles/<code:code>/", framework.role, name="framework-role"),
    path("skills/<code:code>/", framework.skill, name="framework-skill"),
    path("families/<code:code>/", framework.family, name="framework-family"),
    path("export/<str:kind>/", versions.export, name="framework-export"),
    path("versions/", versions.versions, name="framework-versions"),
    path("versions/<int:number>/", versions.version, name="framework-version"),
    path("versions/<int:number>/export/<str:kind>/", versions.export, name="framework-version-export"),
    path("draft/", drafting.draft, name="framework-draft"),
    path("draft/publication/", drafting.publication, name="framework-publication"),
    path("draft/discarding/", drafting.draft_removal, name="framework-draft-discarding"),
    path("import/", importing.importing_files, name="framework-import"),
    path("import/preview/", importing.preview, name="framework-preview"),
    path("import/preview/draft/", importing.preview_draft, name="framework-preview-draft"),
    path("import/preview/public/", importing.preview_public, name="framework-preview-public"),
    path("import/preview/removal/", importing.preview_removal, name="framework-preview-removal"),
    path("public/", public.index, name="framework-public"),
    path("public/<uuid:line_id>/", public.data, name="framework-public-data"),
    path("public/<uuid:line_id>/roles/<code:code>/", public.role, name="framework-public-role"),
    path("public/<uuid:line_id>/skills/<code:code>/", public.skill, name="framework-public-skill"),
    path("public/<uuid:line_id>/removal/", public.removal, name="framework-public-removal"),
]
for kind, folder in (("role", "roles"), ("skill", "skills"), ("family", "families")):
    urlpatterns += [
        path(f"draft/new-{kind}/", drafting.new, {"kind": kind}, name=f"framework-draft-new-{kind}"),
        path(f"draft/{folder}/<code:code>/", drafting.piece, {"kind": kind}, name=f"framework-draft-{kind}"),
        path(
            f"draft/{folder}/<code:code>/removal/",
            drafting.removal,
            {"kind": kind},
            name=f"framework-draft-{kind}-removal",
        ),
    ]
