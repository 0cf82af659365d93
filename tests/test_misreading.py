"""Names as recognition may have read them: what is one name with a letter wrong, and what is another enterprise."""

from __future__ import annotations

import pytest

from docintel.text.misreading import is_letter_apart
from docintel.text.misreading import is_slip
from docintel.text.misreading import misread_letters
from docintel.text.misreading import with_whole_form
from docintel.text.misreading import without_figure
from docintel.text.misreading import without_heading
from docintel.text.misreading import without_next

OWN = "拟汀屿（芜湖）精密传动有限公司"
LABELS = ("承诺单位（盖章）", "单位名称", "名称", "企业名称")


@pytest.mark.parametrize(
    ("printed", "letters"),
    [
        (OWN, 0),
        ("拟汀屿(芜湖精密传动有限公司", 1),  # a bracket was not seen
        ("拟汀屿(芜湖)精密传动冇限公司", 1),
        ("拟汀屿(芜湖)精密传动有限司", 1),  # a letter of the form was lost
        ("拟汀屿(芜湖)精密传动有限公公司", 1),
        ("拟订屿(芜湖)精密传动有限公司", 1),
        ("拟汀屿(芜湖)精密仪表有限公司", 0),  # another enterprise
        ("拟海屿(芜湖)精密传动有限公司", 0),  # 海 does not look like 汀
    ],
)
def test_letters_that_recognition_takes_for_others_are_counted(printed: str, letters: int) -> None:
    assert misread_letters(OWN, printed) == letters


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("例漪茗精密传动有限公司", "例漪茗精窑传动有限公司", True),
        ("例漪茗精密传动有限公司", "例漪精密传动有限公司", True),
        ("第一机床有限公司", "第二机床有限公司", False),  # a numeral tells enterprises apart
        ("例漪茗精密传动有限公司", "例漪茗精密仪表有限公司", False),
        ("洛阳例漪茗仪表有限公司", "潜阳例漪茗仪表有隅公司", True),  # and a letter of the form
        ("孟望舒", "盖望舒", True),
        ("孟舒", "盖舒", False),  # one letter in common says nothing
    ],
)
def test_one_letter_of_any_shape_parts_two_names(one: str, two: str, *, apart: bool) -> None:
    assert is_letter_apart(one, two) is is_letter_apart(two, one) is apart


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("例漪茗仪表股份有艰公司", "例漪茗仪表股份有限公司"),
        ("例漪茗仪表冇限公司", "例漪茗仪表有限公司"),
        ("例漪茗仪表有限么司", "例漪茗仪表有限公司"),
        ("例漪茗仪表荷限公司", "例漪茗仪表有限公司"),
        ("例漪茗控股有限公司", "例漪茗控股有限公司"),  # 控股 is no misread 股份
        ("铜陵有色公司", "铜陵有色公司"),
        ("例漪茗无限公司", "例漪茗无限公司"),  # a legal form too
    ],
)
def test_a_legal_form_with_a_letter_misread_is_made_whole_and_no_other_word_is(printed: str, name: str) -> None:
    assert with_whole_form(printed) == name


def test_the_figure_of_the_next_cell_is_no_part_of_a_name() -> None:
    assert without_figure("例漪茗控股有限公司2298.49") == "例漪茗控股有限公司"
    assert without_figure("例漪茗企业管理合伙企业(有限合伙)12.5%") == "例漪茗企业管理合伙企业(有限合伙)"
    assert without_figure("航天科工306所") == "航天科工306所"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("单位各称例漪茗精密传动有限公司", "例漪茗精密传动有限公司"),
        ("名祢:例漪茗(常州)仪表有限公司", "例漪茗(常州)仪表有限公司"),
        ("洛阳名称有限公司", "洛阳名称有限公司"),
        ("名称科技有限公司", "名称科技有限公司"),  # without a colon two letters may be a brand
    ],
)
def test_a_label_that_ran_into_a_name_is_taken_off_though_a_letter_is_misread(printed: str, name: str) -> None:
    assert without_heading(printed, LABELS) == name


@pytest.mark.parametrize(
    ("one", "two", "slip"),
    [
        ("常州例岫榆半导体设备有限公司", "常州俐岫榆半导体设备有限公司", True),
        ("株洲样曜榆仪表股份有限公司", "株湖样曜榆仪表股份有限公司", True),
        ("常州例岫榆半导体设备有限公司", "杭州例岫榆半导体设备有限公司", False),  # another place
        ("例岫榆（常州）半导体设备有限公司", "例岫榆（苏州）半导体设备有限公司", False),
        ("常州例岫榆第二设备有限公司", "常州例岫榆第三设备有限公司", False),
        ("常州东岫榆半导体设备有限公司", "常州西岫榆半导体设备有限公司", False),
        ("例岫榆有限公司", "俐岫榆有限公司", False),  # too short
        ("常州例岫榆半导体设备有限公司", "常州例岫榆半导体材料有限公司", False),
    ],
)
def test_one_letter_of_a_long_name_is_a_slip_unless_it_tells_enterprises_apart(one: str, two: str, slip: bool) -> None:  # noqa: FBT001
    assert is_slip(one, two) is slip


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("例岫榆(常州)仪表有限公司审计机梅:拟笙茗会计师事务所(特殊普通合伙)", "例岫榆(常州)仪表有限公司"),
        ("例岫榆(常州)仪表有限公司", "例岫榆(常州)仪表有限公司"),
        ("例岫榆(常州)仪表有限公司常州分公司", "例岫榆(常州)仪表有限公司常州分公司"),
    ],
)
def test_a_name_ends_before_the_label_behind_it(printed: str, name: str) -> None:
    assert without_next(printed) == name
