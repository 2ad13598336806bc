from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "renmai.web"
    label = "web"

    def ready(self) -> None:
        # Models can be imported only now.
        from renmai.web.operations.metrics import count_refusals  # noqa: PLC0415
        from renmai.web.pages.sign_in.door import watch_the_door  # noqa: PLC0415

        watch_the_door()
        count_refusals()
