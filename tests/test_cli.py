"""The command line as its users meet it: exit codes, messages that say what to do, and that nothing is lost."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from docintel.cli import main

pytestmark = pytest.mark.usefixtures("read_once")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def docintel(*arguments: str | Path, lang: str = "zh") -> Ran:
    """A command as it is typed, in this process: to begin another costs seconds. What breaks comes out as it is."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as here:
        here.setenv("DOCINTEL_LANG", lang)
        here.setattr(sys, "argv", ["docintel", *map(str, arguments)])
        here.setattr(sys, "stdin", io.StringIO())
        here.setattr(sys, "stdout", out)
        here.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main()
    code = ended.value.code
    assert isinstance(code, int)
    return Ran(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def docintel_apart(*arguments: str | Path, lang: str = "zh") -> Ran:
    """A command in a process of its own, as people start it: for what takes signals, begins workers or may end with its process."""
    command = [sys.executable, "-m", "docintel", *map(str, arguments)]
    environment = {**os.environ, "DOCINTEL_LANG": lang, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def test_version() -> None:
    ran = docintel_apart("version")
    assert (ran.code, ran.out) == (0, "docintel 0.1.0\n")


@pytest.mark.parametrize("argument", ["version", "--help"])
def test_what_reads_and_makes_files_is_not_loaded_to_say_a_few_words(argument: str) -> None:
    script = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from docintel.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script, argument], capture_output=True, text=True, encoding="utf-8", check=True)
    heavy = {
        "docintel.intake",
        "docintel.packs",
        "spacy",
        "numpy",
        "rapidocr",
        "onnxruntime",
        "docx",
        "openpyxl",
        "pdfplumber",
        "reportlab",
    }
    assert not heavy & set(done.stderr.split())


def test_doctor_says_what_is_active_in_both_languages() -> None:
    assert "规则包" in docintel("doctor").out
    assert "packs:" in docintel("doctor", lang="en").out


def test_an_unknown_command_is_bad_usage() -> None:
    assert docintel_apart("reviev").code == 2


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    ran = docintel("review", tmp_path / "nowhere")
    assert ran.code == 2
    assert "没有这个目录或文件" in ran.err


def test_an_unknown_programme_is_answered_with_the_nearest(samples: Path) -> None:
    ran = docintel("review", samples / "clean", "--programme", "little-giant-2202")
    assert ran.code == 2
    assert "little-giant-2022" in ran.err


def test_an_empty_folder_is_said_and_nothing_is_readable(tmp_path: Path) -> None:
    ran = docintel("review", tmp_path)
    assert ran.code == 3
    assert ran.err.strip()


def test_a_missing_form_is_said_and_the_documents_are_read_all_the_same(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "mine"
    shutil.copytree(samples / "clean" / "application", application, ignore=shutil.ignore_patterns("form.json", "*20*"))
    ran = docintel("review", application, "--json", tmp_path / "review.json")
    assert ran.code == 0
    assert ran.out.count("没有可用的在线申请书") == 1
    assert "* 暂定" in ran.out  # some conditions rest on numbers that nobody confirmed
    assert json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))["facts"]


def test_a_folder_without_any_form_is_not_asked_for_reports_of_years_that_nobody_named(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "mine"
    application.mkdir()
    shutil.copy(next((samples / "clean" / "application").glob("营业执照*")), application)
    docintel("review", application, "--json", tmp_path / "review.json")
    review = json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))
    assert [problem["code"] for problem in review["problems"]] == ["form_missing"]
    assert review["cards"] == []


def test_a_batch_that_there_is_not_is_a_problem_of_that_application_alone(samples: Path, tmp_path: Path) -> None:
    for name, said in (("mine", {"programme": "little-giant-2022", "batch": 77}), ("yours", {"programme": "little-gaint"})):
        (tmp_path / name).mkdir()
        shutil.copy(samples / "clean" / "application" / "营业执照.pdf", tmp_path / name)
        (tmp_path / name / "form.json").write_text(json.dumps({**said, "fields": {"b.rev": {"2022": 9}}}), encoding="utf-8")
    ran = docintel("review", tmp_path / "mine", tmp_path / "yours", "--json", tmp_path / "reviews.json")
    assert ran.code == 0
    mine, yours = json.loads((tmp_path / "reviews.json").read_text(encoding="utf-8"))["reviews"]
    assert [problem["code"] for problem in mine["problems"]] == ["form_other_batch"]
    assert [problem["code"] for problem in yours["problems"]] == ["form_other_programme"]
    assert "“form.json”写明第 77 批，本次按第 5 批" in ran.out


def test_a_batch_that_was_asked_for_and_is_not_there_is_a_mistake_in_the_question(samples: Path) -> None:
    ran = docintel("review", samples / "clean", "--batch", "77")
    assert ran.code == 2
    assert "77" in ran.err


def test_an_entry_that_is_no_value_of_its_field_is_filled_in_and_unreadable(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "mine"
    shutil.copytree(samples / "clean" / "application", application)
    form = json.loads((application / "form.json").read_text(encoding="utf-8"))
    form["fields"]["b.rev"]["2022"] = "=1+1"
    (application / "form.json").write_text(json.dumps(form), encoding="utf-8")
    ran = docintel("review", application, "--json", tmp_path / "review.json")
    assert "“=1+1”无法识别为有效值" in ran.out
    assert "在线未填" not in ran.out
    review = json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))
    (entry,) = (fact for fact in review["facts"] if "=1+1" in json.dumps(fact))
    assert "unreadable" in json.dumps(entry)


def test_wrong_json_names_file_line_and_remedy(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "mine"
    application.mkdir()
    (application / "form.json").write_text('{"fields": {\n "b.rev": {"2022": 12,,}\n}}', encoding="utf-8")
    shutil.copy(samples / "clean" / "application" / "营业执照.pdf", application)
    ran = docintel("review", application)
    assert ran.code == 0
    assert "form.json" in ran.out
    assert "2" in ran.out


def test_an_unknown_field_is_reported_and_the_rest_is_used(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "mine"
    application.mkdir()
    form = json.loads((samples / "clean" / "application" / "form.json").read_text(encoding="utf-8"))
    form["fields"]["b.revenu"] = {"2022": "1"}
    (application / "form.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    ran = docintel("review", application)
    assert "b.revenu" in ran.out


def test_an_unreadable_file_does_not_stop_the_others(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "mine"
    application.mkdir()
    shutil.copy(samples / "clean" / "application" / "form.json", application)
    shutil.copy(samples / "clean" / "application" / "营业执照.pdf", application)
    (application / "审计报告.pdf").write_bytes(b"%PDF-1.7\nbroken")
    ran = docintel("review", application, "--json", tmp_path / "review.json")
    face = json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))
    status = {document["file"]: document["status"] for document in face["documents"]}
    assert ran.code == 0
    assert status["审计报告.pdf"] == "unreadable"
    assert status["营业执照.pdf"] == "ok"
    assert "审计报告.pdf" in ran.out


def test_fail_on_conflict_exits_with_one_only_where_there_is_one(samples: Path) -> None:
    assert docintel("review", samples / "related", "--fail-on", "conflict").code == 1
    assert docintel("review", samples / "clean", "--fail-on", "note").code == 0


def test_a_pack_with_a_typo_names_file_line_and_the_nearest_word(tmp_path: Path) -> None:
    (tmp_path / "extractors").mkdir()
    text = 'id: my_kind\nversion: "1"\nlabel: {zh: 甲, en: A}\nfacts:\n  - {reader: tabel_row, concept: revenue, labels: [营业收入]}\n'
    (tmp_path / "extractors" / "my_kind.yaml").write_text(text, encoding="utf-8")
    ran = docintel("packs", "check", "--packs", tmp_path)
    assert ran.code == 2
    assert "my_kind.yaml:5" in ran.err
    assert "table_row" in ran.err


def test_the_packs_as_shipped_are_usable() -> None:
    assert docintel("packs", "check").code == 0


def test_extract_keeps_its_published_schema(samples: Path, tmp_path: Path) -> None:
    report = min((samples / "clean" / "application").glob("审计报告*.pdf"))
    ran = docintel("extract", report, "--json", tmp_path / "out.json")
    schema = json.loads(docintel("schema", "extract").out)
    face = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert ran.code == 0
    jsonschema.validate(face, schema)
    revenue = next(fact for fact in face["documents"][0]["facts"] if fact["concept"] == "revenue")
    assert revenue["source"]["page"] >= 1
    assert len(revenue["source"]["box"]) == 4
    assert revenue["printed_unit"] == "元"


def test_extract_of_nothing_readable_exits_with_three(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"not a pdf")
    assert docintel("extract", tmp_path / "a.pdf").code == 3


def test_the_form_template_can_be_filled_in_and_read_back(tmp_path: Path) -> None:
    assert docintel("form", "template", tmp_path, "--batch", "5").code == 0
    form = json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))
    assert form["schema"] == "docintel/form/1"
    assert set(form["fields"]["b.rev"]) == {"2020", "2021", "2022"}
    assert (tmp_path / "form.xlsx").stat().st_size > 1000


@pytest.mark.parametrize("name", ["extract", "review", "reviews", "names", "products", "evaluate"])
def test_schemas_are_valid_json_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(docintel("schema", name).out))


def test_an_unknown_schema_is_answered_with_those_there_are() -> None:
    ran = docintel("schema", "extrakt")
    assert ran.code == 2
    assert "extract" in ran.err


def test_the_report_is_written_in_the_language_asked_for(samples: Path, tmp_path: Path) -> None:
    docintel("review", samples / "related", "--report", tmp_path / "zh")
    docintel("review", samples / "related", "--report", tmp_path / "en", "--lang", "en")
    assert "待处理事项" in (tmp_path / "zh" / "related.html").read_text(encoding="utf-8")
    assert "What needs" in (tmp_path / "en" / "related.html").read_text(encoding="utf-8") or "Cards" in (
        tmp_path / "en" / "related.html"
    ).read_text(encoding="utf-8")
