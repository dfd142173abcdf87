"""Which workers live, and which periodic job had its turn when. The jobs themselves are django-tasks-db's."""

from typing import Any, ClassVar

from django.db import models
from django_tasks_db.models import DBTaskResult

from trigpoint.record.personal import Personal

# The library's row of one job, whatever its function takes and returns.
Job = DBTaskResult[Any, Any]


class Worker(models.Model):
    """A process that runs jobs. One that was not seen for a while is dead, and its job is taken up by another."""

    id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(("id", "seen_at"), Personal.NO)


class Turn(models.Model):
    """The newest turn that a periodic job has had: when the hour or the day of it began."""

    name = models.CharField(max_length=60, primary_key=True)
    began = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(("name", "began"), Personal.NO)
