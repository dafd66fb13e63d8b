from .job import Job
from .schedule_mark import ScheduleMark

__all__ = ["Job", "ScheduleMark"]
