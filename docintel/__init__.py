"""docintel reviews applications to public programmes: no figure without its place, no conclusion without its proof."""

__version__ = "0.1.0"
