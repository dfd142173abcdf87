"""What a password must be, said in our words."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    """Length is what makes a password hard to guess."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return f"Password must be {self.min_length} characters or more"


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
