"""Figures for Prometheus: how much is asked of which page, how long it takes, and how the installation is.

Several processes serve. Where PROMETHEUS_MULTIPROC_DIR is set before this is imported, as `trigpoint serve` does, each
process keeps its figures in a file of that folder, and any of them answers for all.
"""

import os
from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from trigpoint.operation.health import Health, State

# Anybody may send any word as a method; each would else be a figure of its own.
METHODS: Final = ("GET", "HEAD", "POST")
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_STATES: Final = {State.OK: 0, State.ATTENTION: 1, State.FAILING: 2}

_REQUESTS = Counter("trigpoint_requests", "Requests, by page, method and status.", ["route", "method", "status"])
_SECONDS = Histogram(
    "trigpoint_request_seconds",
    "How long requests took, by page.",
    ["route"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
)


def count(route: str, method: str, status: int, seconds: float) -> None:
    """Count one request that was answered."""
    _REQUESTS.labels(route, method, str(status)).inc()
    _SECONDS.labels(route).observe(seconds)


def exposition(health: Health) -> bytes:
    """Return all figures in Prometheus' text format, those of health as they are now."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_Together())
    registry.register(_OfHealth(health))
    return generate_latest(registry)


class _Together(Collector):
    """The figures of this process alone."""

    def collect(self) -> Iterator[object]:  # type: ignore[override]
        for metric in REGISTRY.collect():
            if metric.name.startswith("trigpoint_"):
                yield metric


class _OfHealth(Collector):
    """How the installation is, as figures."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One figure for each thing that was looked at, and its age where it has one."""
        states = GaugeMetricFamily("trigpoint_health", "0 well, 1 needs attention, 2 failing.", labels=["check"])
        ages = GaugeMetricFamily("trigpoint_age_seconds", "How long ago something was done.", labels=["check"])
        for check in self._health.checks:
            states.add_metric([check.name], _STATES[check.state])
            if check.age is not None:
                ages.add_metric([check.name], check.age)
        yield states
        yield ages
