from .views import followup, pulse, record

urlpatterns = [*followup.urlpatterns, *pulse.urlpatterns, *record.urlpatterns]
