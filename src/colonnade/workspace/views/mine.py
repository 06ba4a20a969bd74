from django.http import HttpResponse


def readings(request):
    return HttpResponse("…")


kept = my_data = readings
