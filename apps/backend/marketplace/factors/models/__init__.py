from marketplace.factors.models.authenticator_app import AuthenticatorApp
from marketplace.factors.models.passkey import Passkey
from marketplace.factors.models.recovery_code import RecoveryCode
from marketplace.factors.models.spent_challenge import SpentChallenge

__all__ = ["AuthenticatorApp", "Passkey", "RecoveryCode", "SpentChallenge"]
