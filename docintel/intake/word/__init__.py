"""Word files: every construct that holds text, in order, with stable addresses; runs inside the limited child.

read_word ─> Package (parts, Strict names made Transitional)
          ─> Story per part ─> paragraphs (Inline) and tables (Grid), content controls settled before
          ─> Notes: lines of other layers, and what a reviewer must know
"""

from docintel.intake.word.reader import read_word

__all__ = ["read_word"]
