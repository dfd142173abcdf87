"""Fifty people who open overviews of inspections, one every second or two."""

import os
from itertools import cycle

from locust import HttpUser, between, task

REFERENCES = cycle(os.environ["TRIGPOINT_LOAD_REFERENCES"].split(","))
COOKIES = cycle(os.environ["TRIGPOINT_LOAD_COOKIES"].split(","))


class Somebody(HttpUser):
    """A programme manager, each with a session of their own."""

    wait_time = between(1, 2)

    def on_start(self) -> None:
        self.client.cookies.set("sessionid", next(COOKIES))

    @task(8)
    def overview(self) -> None:
        reference = next(REFERENCES)
        with self.client.get(f"/inspections/{reference}/", name="overview", catch_response=True) as answer:
            if "Before 'Announced'" not in answer.text:
                answer.failure(f"not the overview, but {answer.status_code}: {answer.url}")

    @task(1)
    def home(self) -> None:
        self.client.get("/home/", name="home")

    @task(1)
    def inspections(self) -> None:
        self.client.get("/programme/inspections/", name="inspections")
