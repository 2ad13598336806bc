"""Competitors: rival companies."""

from django.db import models

from renmai.store.models.recorded import Recorded


class Competitor(Recorded):
    code = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=500)

    objects = models.Manager()
