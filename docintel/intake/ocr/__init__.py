"""Reading pictures of pages: scans and photos become pages with words, tables, codes, and a doubt wherever a figure may be misread."""

from docintel.intake.ocr.figures import DOUBTS
from docintel.intake.ocr.models import MODELS
from docintel.intake.ocr.models import ModelVersion
from docintel.intake.ocr.models import model_versions
from docintel.intake.ocr.recogniser import Recogniser
from docintel.intake.ocr.recogniser import points_of
from docintel.intake.ocr.turning import stored_box
from docintel.intake.ocr.turning import turn_of

__all__ = ["DOUBTS", "MODELS", "ModelVersion", "Recogniser", "model_versions", "points_of", "stored_box", "turn_of"]
