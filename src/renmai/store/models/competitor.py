"""Competitors: rival companies."""

from django.db import models

from renmai.store.models.recorded import Recorded


class Competitor(Recorded):
    code = models.CharField(max_length=500, unique=True)
    name = models.TextField()

    objects = models.Manager()
