"""Pages of administrators. A person's ending and invitation are in `accounts`: they touch sessions and links."""

from django.urls import path

from .views import organisation, people, person, teams

urlpatterns = [
    path("", people.people, name="people"),
    path("new/", people.new, name="person-new"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<uuid:team_id>/", teams.team, name="team-change"),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/manager/", person.manager, name="person-manager"),
    path("<uuid:person_id>/administrator/", person.administrator, name="person-administrator"),
    path("<uuid:person_id>/partnerships/", person.partnerships, name="person-partnership"),
    path(
        "<uuid:person_id>/partnerships/<uuid:partnership_id>/ending/",
        person.partnership_ending,
        name="person-partnership-ending",
    ),
]
