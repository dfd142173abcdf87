"""The checks of a Bundle, by what they are about. One check is one function, named as the rule that it holds."""
