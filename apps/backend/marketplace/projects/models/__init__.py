from marketplace.projects.models.project import Project
from marketplace.projects.models.project_member import ProjectMember
from marketplace.projects.models.task import Task

__all__ = ["Project", "ProjectMember", "Task"]
