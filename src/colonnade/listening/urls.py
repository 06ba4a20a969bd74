from .views import listening

urlpatterns = listening.urlpatterns
