"""`python -m trigpoint`: the command `trigpoint`, where its script is not on the path."""

from trigpoint.cli.main import main

if __name__ == "__main__":
    main()
