"""Django's forms and Jinja's templates in GOV.UK clothes."""
