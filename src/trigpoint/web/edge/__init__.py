"""Where the outside world arrives: who is asking, what they may ask for, and how an answer leaves."""
