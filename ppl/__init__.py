"""ppl: the memory of a programme for parallel planning of housing projects."""

__version__ = "0.1.0"
