"""All URLs."""

from typing import Final

from django.urls import URLPattern, URLResolver, include, path

from renmai.api.api import api

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    path("api/v1/", api.urls),
    path("", include("renmai.web.urls")),
]

handler400 = "renmai.web.pages.error.view.bad_request"
handler403 = "renmai.web.pages.error.view.not_allowed"
handler404 = "renmai.web.pages.error.view.not_found"
handler500 = "renmai.web.pages.error.view.broken"
