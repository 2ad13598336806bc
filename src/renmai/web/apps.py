from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "renmai.web"
    label = "web"
