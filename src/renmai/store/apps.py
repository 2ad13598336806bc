from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "renmai.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
