"""Drawn charts of holdings: a fact for every edge whose ends, direction and percentage are clear; the rest is left to a person."""

from docintel.extract.charts.reader import ChartReader

__all__ = ["ChartReader"]
