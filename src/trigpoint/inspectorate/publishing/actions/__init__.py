"""What can be done about editions: seal one, and load a whole inspection, with its edition where it was published."""
