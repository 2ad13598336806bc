"""Stages: the company's own words for how far an opportunity has come, in their order."""

from django.db import models

from renmai.store.models.recorded import Recorded


class Stage(Recorded):
    """Opportunities keep the stage as a text: the `name`. The code is ours and is shown nowhere.

    A stage that opportunities use need not be in the list.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.TextField(unique=True)
    position = models.PositiveIntegerField()

    objects = models.Manager()
