from .views import followup, pulse

urlpatterns = [*followup.urlpatterns, *pulse.urlpatterns]
