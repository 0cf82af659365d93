"""The neural networks, found in the wheels that ship them and opened from disk: nothing here can fetch anything."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import yaml
from numpy.typing import NDArray

from docintel.domain.errors import UnreadableError
from docintel.intake.ocr.files import MODELS
from docintel.intake.ocr.files import ModelFile
from docintel.intake.ocr.files import digest
from docintel.intake.ocr.files import model_path

Tensor = NDArray[np.float32]
_SECOND_ALPHABET = "models/ppocrv6/tiny/rec/inference.yml"


class Network:
    """One network on one thread."""

    def __init__(self, model: ModelFile) -> None:
        path = model_path(model.package, model.path)
        if digest(path) != model.sha256:
            raise UnreadableError(
                "ocr_model_changed", f"文字识别模型 {model.path} 与登记的不一致 / the model {model.path} is not the one that was measured"
            )
        self.session: Any = onnxruntime.InferenceSession(str(path), sess_options=_options(), providers=["CPUExecutionProvider"])
        self.entry: str = self.session.get_inputs()[0].name

    def __call__(self, tensor: Tensor) -> Tensor:
        """The first output for one batch."""
        answer: Tensor = self.session.run(None, {self.entry: tensor})[0]
        return answer


def _options() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False  # pages differ in size; an arena would only grow
    return options


def first_alphabet(network: Network) -> tuple[str, ...]:
    """The characters of the first reader by class: nothing, those kept inside the model file, the space."""
    kept: str = network.session.get_modelmeta().custom_metadata_map["character"]
    return ("", *kept.splitlines(), " ")


def second_alphabet() -> tuple[str, ...]:
    """The characters of the second reader by class, kept beside the model file."""
    path = model_path(MODELS["second_reader"].package, _SECOND_ALPHABET)
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    return ("", *(str(one) for one in known["PostProcess"]["character_dict"]), " ")
