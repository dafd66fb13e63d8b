"""Who may do what with a project. What nobody gave is not there: the project does not exist for that person."""

from enum import IntEnum

from marketplace.companies.models import Membership
from marketplace.projects.models import ProjectMember


class Access(IntEnum):
    """Each level includes those below: read; write tasks; change the project and its team."""

    VIEW = 1
    CONTRIBUTE = 2
    MANAGE = 3


ACCESS_BY_COMPANY_ROLE = {
    Membership.Role.VIEWER: Access.VIEW,
    Membership.Role.MEMBER: Access.CONTRIBUTE,
    Membership.Role.MANAGER: Access.MANAGE,
    Membership.Role.OWNER: Access.MANAGE,
}

ACCESS_BY_TEAM_ROLE = {
    ProjectMember.Role.OBSERVER: Access.VIEW,
    ProjectMember.Role.CONTRIBUTOR: Access.CONTRIBUTE,
    ProjectMember.Role.LEAD: Access.MANAGE,
}
