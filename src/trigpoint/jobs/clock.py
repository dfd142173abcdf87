"""The time by which a job goes."""

from datetime import datetime

from django_tasks import TaskContext


def began_at(context: TaskContext) -> datetime:
    """When the job that runs has begun."""
    at = context.task_result.started_at
    if at is None:
        raise ValueError("A job that runs has begun.")
    return at
