"""Narratives of invented applicants: long texts of their own, so that only copied ones are alike."""

from __future__ import annotations

from random import Random

OPENINGS = ("自成立以来，", "近年来，", "多年来，", "面对行业变化，", "依托区位优势，", "在细分领域，", "创业初期，", "经过持续投入，")
ACTORS = ("研发团队", "管理层", "工艺部门", "质量部门", "生产一线", "技术中心", "市场部门", "试验室", "联合实验室", "供应链团队")
DEEDS = (
    "攻克了{thing}的批量一致性难题", "建成了面向{thing}的柔性产线", "牵头完成{thing}的型式试验", "把{thing}的失效率降到千分之{number}", "为{thing}建立了数字化追溯体系",
    "将{thing}的交付周期缩短了{number}天", "围绕{thing}开展了{number}轮用户走访", "对{thing}的材料配方作了{number}次迭代", "与高校共建{thing}仿真平台", "编写了{thing}作业指导书",
)  # fmt: skip
THINGS = (
    "密封组件",
    "主轴单元",
    "温控模块",
    "信号链路",
    "精密壳体",
    "阀芯",
    "传动副",
    "涂层",
    "线束",
    "标定装置",
    "夹具",
    "检测台",
    "滤芯",
    "驱动板",
    "隔振座",
)
RESULTS = (
    "客户投诉逐年减少", "关键工序实现自动化", "产品已进入{number}家整机企业", "一次交检合格率达到百分之九十{number}", "形成了{number}项内部标准", "替代了进口件", "带动上下游{number}家企业配套",
    "能耗明显下降", "外协比例持续降低", "为后续扩产打下基础",
)  # fmt: skip
NUMERALS = ("二", "三", "四", "五", "六", "七", "八", "九")


def narrative(seed: int, sentences: int = 9) -> str:
    """Some three hundred characters that belong to a seed."""
    rng = Random(f"docintel-narrative-{seed}")  # noqa: S311 - repeatable, not secret
    return "".join(_sentence(rng) for _ in range(sentences))


def _sentence(rng: Random) -> str:
    def filled(pattern: str) -> str:
        return pattern.format(thing=rng.choice(THINGS), number=rng.choice(NUMERALS))

    return f"{rng.choice(OPENINGS)}公司{rng.choice(ACTORS)}{filled(rng.choice(DEEDS))}，{filled(rng.choice(RESULTS))}。"
