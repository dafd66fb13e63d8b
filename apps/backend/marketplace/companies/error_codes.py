from typing import Final

from throughline.http.error_code import ErrorCode

COMPANY_ERROR_CODES: Final = (
    ErrorCode(
        code="company.not_found",
        status=404,
        retryable=False,
        message="No such company.",
        help="The company does not exist or the person does not belong to it.",
    ),
    ErrorCode(
        code="company.last_owner",
        status=409,
        retryable=False,
        message="A company needs an owner. Make someone else an owner first.",
        help="The change would leave the company without an owner. Give another member the role owner, then repeat it.",
    ),
    ErrorCode(
        code="company.member_not_found",
        status=404,
        retryable=False,
        message="No such member of this company.",
        help="The person does not belong to the company. Read its members again.",
    ),
    ErrorCode(
        code="company.member_exists",
        status=409,
        retryable=False,
        message="This person already belongs to the company.",
        help="Change the role of the member instead of adding the person again.",
    ),
    ErrorCode(
        code="company.invitation_exists",
        status=409,
        retryable=False,
        message="This address is invited already.",
        help="The invitation waits for its answer. Withdraw it to send another one.",
    ),
    ErrorCode(
        code="company.invitation_not_found",
        status=404,
        retryable=False,
        message="No such invitation. It may have been answered or withdrawn.",
        help="It does not stand any more, is of another company, or is for another address than the person's.",
    ),
    ErrorCode(
        code="company.invitation_expired",
        status=409,
        retryable=False,
        message="This invitation has expired. Ask for a new one.",
        help="An invitation stands for a week.",
    ),
)
