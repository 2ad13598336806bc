"""Counts and durations for Prometheus: of routes and states, never of people or customers."""

import os
from collections.abc import Callable, Iterator
from hmac import compare_digest
from http import HTTPStatus
from time import perf_counter
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from renmai.store.models import Job, Revision
from renmai.web.operations.request_log import route_of

Answer = Callable[[HttpRequest], HttpResponse]

ADDRESS: Final = "/metrics"
BEARER: Final = "Bearer "
BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""Whatever else somebody sends is counted as one."""

ANSWERS: Final = Histogram(
    "renmai_answer_seconds", "Time until an answer was ready.", ("route", "method", "status"), buckets=BUCKETS
)
REFUSED: Final = Counter("renmai_sign_in_failures", "Sign-ins with a wrong name, password or code.")


class Metrics:
    """Measures every answer, and tells what was measured to whoever knows `RENMAI_METRICS_TOKEN`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == ADDRESS:
            return _told(request)
        begun = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in METHODS else "other"
        ANSWERS.labels(route_of(request), method, response.status_code).observe(perf_counter() - begun)
        return response


def count_refusals() -> None:
    """Count failed sign-ins from now on."""
    user_login_failed.connect(_count_refusal, dispatch_uid="metrics")


def _count_refusal(**_: Any) -> None:
    REFUSED.inc()


def _told(request: HttpRequest) -> HttpResponse:
    if not _may_read(request.headers.get("Authorization", "")):
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_read(authorization: str) -> bool:
    """Without a token that is set nobody may."""
    wanted = settings.METRICS_TOKEN
    return bool(wanted) and compare_digest(authorization.encode(), (BEARER + wanted).encode())


def _registry() -> CollectorRegistry:
    """Of all processes where `renmai serve` has given them a folder, else of this one."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # published without types
    else:
        registry.register(REGISTRY)
    registry.register(_Stored())
    return registry


class _Stored:
    """What the database knows, the same for all processes."""

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "renmai_revision",
            "The number of the last write.",
            value=Revision.objects.aggregate(last=Max("number"))["last"] or 0,
        )
        yield GaugeMetricFamily("renmai_queue_waiting", "Jobs that wait.", value=DBTaskResult.objects.ready().count())
        jobs = GaugeMetricFamily("renmai_jobs", "Jobs that are kept, by state.", labels=["state"])
        for state, count in Job.objects.values_list("state").annotate(count=Count("pk")).order_by("state"):
            jobs.add_metric([state], count)
        yield jobs
