"""The application as gunicorn serves it."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renmai.config.settings")

application = get_wsgi_application()

import_module(settings.ROOT_URLCONF)  # with every page, before somebody waits for one
# What is imported stays: a full collection would look through it, two hundred thousand phrases of pinyin among it,
# and keep somebody waiting for a tenth of a second each time.
gc.collect()
gc.freeze()
