"""Tables without a grid: three-line tables, tables with rules between rows only, and columns of figures without any rule.

It works on words and rules with their boxes, whatever they were read from: a PDF's text or a scan.
"""

from docintel.intake.borderless.tables import borderless_tables

__all__ = ["borderless_tables"]
