from marketplace.accounts.models import User
from marketplace.identities.providers.profile import Profile
from marketplace.identities.services.username_free import username_free
from throughline.http.context import RequestContext


def person_make(*, context: RequestContext, profile: Profile) -> User:
    """A new person without a password, whose address the service has confirmed. Goes on as a client.

    Raises ValueError without an address; IntegrityError when the name or address was taken at this moment.
    """
    if profile.email is None:
        raise ValueError("A person is made of a verified address only.")
    username = username_free(profile.username, profile.name)
    language = context.language.partition("-")[0]
    user = User(
        username=username,
        email=profile.email,
        display_name=profile.name or username,
        role=User.Role.CLIENT,
        language=language if language in User.Language.values else User.Language.ENGLISH,
    )
    user.set_unusable_password()
    user.full_clean(exclude=["password"], validate_unique=False)
    user.save(force_insert=True)
    return user
