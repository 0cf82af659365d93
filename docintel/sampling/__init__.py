"""Reproducible draws for spot checks, sample sizes, estimates with intervals, and the random assignment of experts; pure."""
