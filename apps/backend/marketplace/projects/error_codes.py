from typing import Final

from throughline.http.error_code import ErrorCode

PROJECT_ERROR_CODES: Final = (
    ErrorCode(
        code="project.not_found",
        status=404,
        retryable=False,
        message="No such project.",
        help="The project does not exist, or belongs to a company that the person does not act for. Switch company.",
    ),
    ErrorCode(
        code="project.transition_not_allowed",
        status=409,
        retryable=False,
        message="The project cannot go to that status from where it is.",
        help="Read the project again; `next_statuses` lists where it can go.",
    ),
    ErrorCode(
        code="project.not_deletable",
        status=409,
        retryable=False,
        message="Only a draft can be deleted. Cancel or archive the project instead.",
        help="A project that was open has a history that others rely on: use the transition to cancelled or archived.",
    ),
    ErrorCode(
        code="project.closed",
        status=409,
        retryable=False,
        message="This project is closed; its board and team can no longer be changed.",
        help="Tasks and members change while the project is draft, open or in progress.",
    ),
    ErrorCode(
        code="project.member_not_found",
        status=404,
        retryable=False,
        message="No such member of this project.",
        help="The person is not on the project's team. Read its members again.",
    ),
    ErrorCode(
        code="project.member_exists",
        status=409,
        retryable=False,
        message="This person is already on the project's team.",
        help="Change the role of the member instead of adding the person again.",
    ),
    ErrorCode(
        code="project.last_lead",
        status=409,
        retryable=False,
        message="A project needs a lead. Make someone else a lead first.",
        help="A project without a company is managed by its leads alone, so one of them has to stay.",
    ),
    ErrorCode(
        code="task.not_found",
        status=404,
        retryable=False,
        message="No such task.",
        help="The project has no task with this id; it may have been deleted. Read the board again.",
    ),
    ErrorCode(
        code="task.position_gone",
        status=409,
        retryable=False,
        message="The board has changed in the meantime. Read it again and repeat the move.",
        help="`after_id` names a task that is not in the column `status` (any longer). Read the board again.",
    ),
)
