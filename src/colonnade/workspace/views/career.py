from django.http import HttpResponse


def career(request):
    return HttpResponse("…")


def achievements(request):
    return HttpResponse("…")
