from allauth.account import views
from django.http import HttpResponse
from django.urls import path


def _stub(request):
    return HttpResponse("")


urlpatterns = [
    path("account/login/", views.login, name="account_login"),
    path("account/logout/", views.logout, name="account_logout"),
    path("account/signup/", views.signup, name="account_signup"),
    path("account/password/reset/", views.password_reset, name="account_reset_password"),
    path("account/password/change/", views.password_change, name="account_change_password"),
    path("profile/", _stub, name="profile"),
]
