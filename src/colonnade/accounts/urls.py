"""Signing in and one's own account. Of django-allauth only these views; it has no need of its other addresses."""

from django.urls import path, re_path

from .views import administering, first_start, invitation, profile, signing_in

urlpatterns = [
    path("account/login/", signing_in.sign_in, name="account_login"),
    path("account/logout/", signing_in.sign_out, name="account_logout"),
    path("account/inactive/", signing_in.inactive, name="account_inactive"),
    path("account/signup/", signing_in.sign_up, name="account_signup"),
    path("account/reauthenticate/", signing_in.reauthentication, name="account_reauthenticate"),
    path("account/password/change/", signing_in.password_change, name="account_change_password"),
    path("account/password/set/", signing_in.password_set, name="account_set_password"),
    path("account/password/reset/", signing_in.password_letter, name="account_reset_password"),
    path("account/password/reset/done/", signing_in.password_letter_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        signing_in.password_by_letter,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        signing_in.password_by_letter_done,
        name="account_reset_password_from_key_done",
    ),
    path("start/<str:token>/", first_start.start, name="start"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("profile/", profile.profile, name="profile"),
    # Beside the pages of `people`, which knows nothing of sessions and links.
    path("people/<uuid:person_id>/invitation/", administering.invitation_link, name="person-invitation"),
    path("people/<uuid:person_id>/ending/", administering.ending, name="person-ending"),
]
