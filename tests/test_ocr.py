"""Reading pictures of pages: each picture is made here, from figures known beforehand."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image
from PIL import ImageDraw

from docintel.domain.document import Layer
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Word
from docintel.domain.errors import UnreadableError
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.intake.ocr.figures import DOUBTS
from docintel.intake.ocr.files import MODELS
from docintel.intake.ocr.files import model_versions
from docintel.intake.ocr.models import Network
from docintel.intake.ocr.models import Tensor
from docintel.intake.ocr.recogniser import Recogniser
from docintel.intake.ocr.recogniser import points_of
from docintel.intake.turns import stored_box
from docintel.intake.turns import turn_of
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire
from docintel.simulate.typesetting import pdf
from docintel.simulate.typesetting import seal

DPI = 200
LABELS = ("营业收入", "营业成本", "研发费用", "利润总额", "净利润")
FIRST = ("81,742,190.35", "60,118,427.90", "5,204,366.18", "-1,377,905.26", "928,451.07")
SECOND = ("73,905,614.82", "55,320,988.41", "4,876,052.37", "2,641,730.59", "1,804,276.93")

Pixels = NDArray[np.uint8]


def picture(body: str, size: str = "width: 15cm, height: 9cm") -> Pixels:
    """A page as an office scanner sees it."""
    document = pypdfium2.PdfDocument(pdf(f"#set page({size}, margin: 1cm)", [body]))
    pixels: Pixels = document[0].render(scale=DPI / 72).to_numpy()[:, :, ::-1].copy()
    document.close()
    return pixels


def statement(over: str = "") -> Pixels:
    rows = ", ".join(
        f"[{label}], [{one.replace('-', chr(92) + '-')}], [{two}]" for label, one, two in zip(LABELS, FIRST, SECOND, strict=True)
    )
    table = f"#table(columns: (1fr, 4.2cm, 4.2cm), align: (left, right, right), stroke: none, [项目], [2022年度], [2021年度], {rows})"
    return picture(f"#align(center)[利润表]\n#align(right)[单位：元]\n{table}\n{over}")


def read(recogniser: Recogniser, pixels: Pixels) -> Page:
    height, width = pixels.shape[:2]
    return recogniser.read(pixels, points=(width * 72 / DPI, height * 72 / DPI), number=1)


def words(page: Page) -> dict[str, Word]:
    held = [word for line in page.lines for word in line.words]
    held += [word for table in page.tables for row in table.rows for cell in row if cell is not None for word in cell.words]
    return {word.text: word for word in held}


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


@pytest.fixture(scope="module")
def clean(recogniser: Recogniser) -> Page:
    return read(recogniser, statement())


def test_a_clean_scan_gives_its_table_row_by_row(clean: Page) -> None:
    (table,) = clean.tables
    rows = [[cell.text for cell in row if cell is not None] for row in table.rows]
    assert rows == [["项目", "2022年度", "2021年度"], *map(list, zip(LABELS, FIRST, SECOND, strict=True))]


def test_every_word_of_a_scan_says_how_it_was_read(clean: Page) -> None:
    assert (clean.kind, clean.method) == (PageKind.SCAN, Method.OCR)
    for word in words(clean).values():
        assert word.method is Method.OCR
        assert 0 < word.confidence <= 1


def test_plain_print_raises_no_doubt(clean: Page) -> None:
    assert [word for word in words(clean).values() if word.doubts] == []


def test_a_figure_has_the_place_of_its_own_ink(clean: Page) -> None:
    grey = statement().min(axis=2)
    box = words(clean)["81,742,190.35"].box
    x0, top, x1, bottom = (round(side * DPI / 72) for side in (box.x0, box.top, box.x1, box.bottom))
    ink = np.argwhere(grey[top:bottom] < 128)
    own = ink[(ink[:, 1] >= x0 - 10) & (ink[:, 1] <= x1 + 10)]
    assert own[:, 1].min() >= x0 - 3
    assert own[:, 1].max() <= x1 + 3
    assert own[:, 1].max() - own[:, 1].min() > 0.8 * (x1 - x0)


def test_a_page_survives_the_wire_between_processes(clean: Page) -> None:
    assert page_to_wire(page_from_wire(page_to_wire(clean))) == page_to_wire(clean)


@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_lies_or_hangs_is_set_upright(recogniser: Recogniser, clean: Page, turn: int) -> None:
    page = read(recogniser, np.ascontiguousarray(np.rot90(statement(), -turn // 90)))
    assert turn_of(page.problems, 1) == turn
    assert (page.width, page.height) == (clean.width, clean.height)
    assert {*FIRST, *SECOND} <= set(words(page))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_where_the_whole_page_tells_nothing_its_lines_do(recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
    def unsure(batch: Tensor) -> Tensor:
        return np.full((len(batch), 4), 0.25, dtype=np.float32)

    monkeypatch.setattr(recogniser.engine, "page_turn", unsure)
    upright = recogniser.engine.upright(np.ascontiguousarray(np.rot90(statement(), -turn // 90)), DPI / 72)
    assert upright.turn == turn


def test_a_figure_under_a_seal_is_doubted_and_its_neighbours_are_not(recogniser: Recogniser) -> None:
    stamp = seal("海州精密机械有限公司", width="3cm").replace("image(", "#place(top + right, dx: 0.4cm, dy: 2.1cm, image(", 1) + ")"
    page = read(recogniser, statement(stamp))
    seen = words(page)
    under = [word for word in seen.values() if word.box.x0 > 320 and word.box.top > 90 and word.text[0].isdecimal()]
    assert len(under) >= 5
    assert all("touches_seal" in word.doubts for word in under)
    assert [seen[figure].doubts for figure in FIRST] == [()] * 5
    assert [line.layer for line in page.overlays] == [Layer.SEAL]


def test_what_cannot_be_read_stays_as_a_region(recogniser: Recogniser) -> None:
    drawn = Image.fromarray(picture("#v(2.5cm)\n#text(size: 14pt)[营业收入 81,742,190.35 元]"))
    scribbled(drawn, (150, 120, 510, 154))
    page = read(recogniser, np.asarray(drawn))
    assert page.text.split() == ["营业收入", "81,742,190.35", "元"]
    (region,) = page.unreadable
    assert (region.x0 < 60, region.x1 > 180) == (True, True)
    assert (region.top < 46, region.bottom > 54) == (True, True)


def scribbled(drawn: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Ten signs of strokes that are no writing."""
    pen, chance = ImageDraw.Draw(drawn), np.random.default_rng(0)
    for x in range(box[0], box[2], 36):
        for _ in range(7):
            ends = chance.uniform((x, box[1], x, box[1]), (x + 34, box[3], x + 34, box[3]))
            pen.line(list(ends), fill=0, width=3)


def test_a_code_is_read_and_its_pattern_is_no_text(recogniser: Recogniser) -> None:
    code = zxingcpp.create_barcode("http://www.gsxt.gov.cn/91330400MA28A1B2X3", zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.new("RGB", (900, 600), "white")
    drawn.paste(Image.fromarray(np.asarray(code.to_image(scale=6))).convert("RGB"), (300, 150))
    page = read(recogniser, np.asarray(drawn))
    assert [(code.text, code.symbology) for code in page.codes] == [("http://www.gsxt.gov.cn/91330400MA28A1B2X3", "QRCode")]
    assert page.blocks == ()


def test_an_empty_sheet_is_an_empty_page(recogniser: Recogniser) -> None:
    page = read(recogniser, np.full((600, 400, 3), 250, dtype=np.uint8))
    assert (page.blocks, page.unreadable, page.problems) == ((), (), ())


OFFLINE = """
import sys
import numpy as np
from PIL import Image

def refuse(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "ftplib.connect"):
        raise RuntimeError("the network was asked for: " + event)

sys.addaudithook(refuse)
import socket
try:
    socket.create_connection(("192.0.2.1", 80), 1)
except RuntimeError:
    pass
else:
    sys.exit("the hook does not hold")
from docintel.intake.ocr.recogniser import Recogniser
pixels = np.asarray(Image.open(sys.argv[1]).convert("RGB"))
page = Recogniser().read(pixels, points=(pixels.shape[1] * 0.36, pixels.shape[0] * 0.36), number=1)
print(page.text)
"""


def test_reading_asks_for_no_network(tmp_path: Path, root: Path) -> None:
    """In a process where a socket raises and, where the kernel lets us, that has no network at all."""
    Image.fromarray(picture("净利润 928,451.07 元", "width: 8cm, height: 3cm")).save(tmp_path / "page.png")
    alone = [*cut_off(), sys.executable, "-c", OFFLINE, str(tmp_path / "page.png")]
    said = subprocess.run(alone, cwd=root, capture_output=True, text=True, check=False, timeout=300)
    assert said.returncode == 0, said.stderr
    assert "928,451.07" in said.stdout


def cut_off() -> list[str]:
    """What starts a program without a network here."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode != 0:
        return []
    return [unshare, "-rn"]


def test_the_models_are_those_that_were_measured() -> None:
    assert {one.task: one.sha256 for one in model_versions()} == {task: model.sha256 for task, model in MODELS.items()}


def test_another_model_is_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        Network(replace(MODELS["page_turn"], sha256="0" * 64))
    assert refused.value.code == "ocr_model_changed"


def test_an_absent_model_is_named() -> None:
    with pytest.raises(UnreadableError, match="no_such_package"):
        Network(replace(MODELS["page_turn"], package="no_such_package"))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_on_the_upright_page_leads_back_to_the_stored_page(turn: int) -> None:
    stored = np.zeros((40, 70), dtype=np.uint8)
    stored[5:12, 20:50] = 1
    upright = np.rot90(stored, turn // 90)
    ys, xs = np.nonzero(upright)
    box = PageBox(1, float(xs.min()), float(ys.min()), float(xs.max() + 1), float(ys.max() + 1))
    assert stored_box(box, turn, upright.shape[1], upright.shape[0]) == PageBox(1, 20, 5, 50, 12)


@pytest.mark.parametrize(
    ("width", "height", "dpi", "points"),
    [
        (1654, 2339, 200, (595.44, 842.04)),
        (3508, 4961, 300, (841.92, 1190.64)),
        (3024, 4032, 72, (631.5, 842.0)),
        (4032, 3024, None, (842.0, 631.5)),
    ],
)
def test_a_picture_without_a_page_has_the_size_of_a_usual_sheet(
    width: int, height: int, dpi: int | None, points: tuple[float, float]
) -> None:
    assert points_of(width, height, dpi) == pytest.approx(points)


def test_a_finer_picture_gives_the_same_page_in_points(recogniser: Recogniser) -> None:
    small = Image.fromarray(picture("净利润 928,451.07 元", "width: 8cm, height: 3cm"))
    large = np.asarray(small.resize((small.width * 3, small.height * 3)))
    page = recogniser.read(large, points=(small.width * 72 / DPI, small.height * 72 / DPI), number=1)
    one, two = words(page)["928,451.07"].box, words(read(recogniser, np.asarray(small)))["928,451.07"].box
    assert (one.x0, one.top, one.x1, one.bottom) == pytest.approx((two.x0, two.top, two.x1, two.bottom), abs=2)


def test_the_same_picture_gives_the_same_page(recogniser: Recogniser) -> None:
    pixels = picture("研发费用 5,204,366.18 元，占比 4.61%", "width: 11cm, height: 3cm")
    assert page_to_wire(read(recogniser, pixels)) == page_to_wire(read(recogniser, pixels))


def test_every_known_figure_of_a_filing_is_read_from_its_scan(recogniser: Recogniser, corpus: Path) -> None:
    (scan,) = [one for one in json.loads((corpus / "truth" / "scans.json").read_text()) if one["scan"] == "scan_prosp_920100_p2.pdf"]
    figures = json.loads((corpus / "truth" / "figures.json").read_text())
    known = {one["value_printed"] for one in figures if (one["file"], one["page"]) == (scan["source"], scan["source_page"])}
    document = pypdfium2.PdfDocument(corpus / "scans" / scan["scan"])
    page = recogniser.read(document[0].render(scale=DPI / 72).to_numpy()[:, :, ::-1].copy(), points=document[0].get_size(), number=1)
    document.close()
    assert len(known) > 15
    seen = words(page)
    assert known <= set(seen)
    assert {figure: seen[figure].doubts for figure in known if seen[figure].doubts} == {}


def test_doubts_are_distinct_words() -> None:
    assert len(set(DOUBTS)) == len(DOUBTS)
