"""Text for people, always in both languages, Chinese first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages every face speaks."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing said in Chinese and in English; neither may be empty."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError("a wording needs both its Chinese and its English text")

    def said(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language is Language.ZH else self.en
