"""Letters of titles, labels and names that recognition takes for each other, group by group; the same as `confusions` in models/language/fillers.yaml (a test keeps them so)."""

from __future__ import annotations

CONFUSED = """
己已巳 未末 土士 日曰目 人入八 大太犬 天夫无 干千于 元兀 万方 公么 司可 税稅祝 证正 书节 专寺 利刊 权杈 号兮 合台 同问 间问 限艰 企全 业亚 局居 项顶 资货贷 产严 负员 债债 表衣 流硫 动劢 金全 额颔 款歀 期朋 末未 余佘 本木 年午 月用 认议
定走 研砚 发友 费贵 技枝 术木 市巾 场扬 占古 有冇 率牵 名各 称祢 注住主 册栅 贸贺 保俣 险检 缴激 参叁 奖桨 省劣 级极 中申 心必 开井 户尸 行衍 付村 回固 单早 收牧 东车 股服 增憎 协胁 议仪 甲由申 乙己 方万 章童 程裎 承丞 诺诸 真直 实买
信倍 用甩 报扱 告吿 布市 图囹 设没 计汁 登豋 记纪 软钦 件仵 著箸 作怍 商啇 标杯 质贡 量重 管菅 理埋 体休 系糸 环坏 境镜 职识 统流 基墓 情惰 况祝 法去 目日 个介
"""
