"""What a password must be, said in our words."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError


class LongEnough(password_validation.MinimumLengthValidator):
    """Length is what makes a password hard to guess."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return f"Password must be {self.min_length} characters or more"


class Varied:
    """One letter many times is long and quickly guessed."""

    def __init__(self, least: int) -> None:
        self.least = least

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise ValidationError for a password of few different characters."""
        if len(set(password)) < self.least:
            raise ValidationError(f"Password must have {self.least} or more different characters", code="not_varied")

    def get_help_text(self) -> str:
        """What a password must be."""
        return f"At least {self.least} different characters."


class Uncommon(password_validation.CommonPasswordValidator):
    """Passwords that many people use are tried first."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return "Choose a password that fewer people use, for example three random words"


class NotOneself(password_validation.UserAttributeSimilarityValidator):
    """A name or an address is tried next."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return "Choose a password that is not like your name or your e-mail address"
