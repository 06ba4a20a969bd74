from .views import followup

urlpatterns = followup.urlpatterns
