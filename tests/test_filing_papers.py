"""Filings print the particulars of many enterprises and tell of licences, contracts and taxes: their pages are none of these papers."""

from __future__ import annotations

import pytest
from test_classify import kinds_of

ISSUER = """
    第三节 发行人基本情况
    一、发行人概况
    公司名称 宁波例衡传动科技股份有限公司
    英文名称 Ningbo Liheng Drive Co., Ltd.
    统一社会信用代码 91330200MA2AXXXX0K
    注册资本 6,300.00万元
    法定代表人 周例行
    有限公司成立日期 2009年3月17日
    股份公司设立日期 2021年8月9日
    住所 宁波市北仑区例行路18号
    经营范围 齿轮及传动部件制造（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）
    互联网网址 www.example.cn
    信息披露部门负责人 钱例安
"""
SUBSIDIARY = """
    2、例衡精工
    企业名称 宁波例衡精工有限公司
    统一社会信用代码 91330200MA2BXXXX1L
    成立时间 2016年5月6日
    注册资本 2,000.00万元
    法定代表人 周例行
    经营范围 轴承制造；机械设备销售（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）
    主营业务及其与发行人主营业务的关系 齿轮加工，是发行人主营业务的组成部分
    股东构成 发行人持股100%
    最近一年主要财务数据（万元）
    总资产 4,120.55
"""
HISTORY = """
    3、2018年11月，第二次增资
    2018年10月22日，例衡有限召开股东会，同意公司注册资本由2,500万元增至3,150万元。
    2018年11月9日，例衡有限取得了宁波市北仑区市场监督管理局为其换发的营业执照（统一社会信用代码：91330200MA2AXXXX0K）。
    本次增资完成后，公司的股权结构如下：
"""
RELATED = """
    序号 企业名称 关联关系
    7 宁波例森贸易有限公司 周例行（发行人董事）之配偶持股60%的企业，2015年被吊销营业执照
    8 宁波例林咨询有限公司 钱例安（发行人董事）担任执行董事的企业
"""
TAXES = """
    2、税收优惠
    √适用 □不适用
    子公司例衡贸易属于小型微利企业，对年应纳税所得额不超过100万元的部分，减按25%计入应纳税所得额，按20%的税率缴纳企业所得税。
    例衡精工被认定为高新技术企业，减按15%的税率缴纳企业所得税。
"""


@pytest.mark.parametrize("page", [ISSUER, SUBSIDIARY, HISTORY, RELATED, TAXES])
def test_a_page_of_a_filing_is_no_licence_contract_or_return(page: str) -> None:
    papers = {"business_licence", "financing_agreement", "tax_return", "tax_payment_certificate"}
    assert not papers & set(kinds_of(page, model=True)[0])


def test_a_licence_that_says_under_the_licence_is_one_all_the_same() -> None:
    licence = """
        统一社会信用代码 91330200MA2AXXXX0K
        名称 宁波例衡传动科技股份有限公司
        类型 股份有限公司（非上市、自然人投资或控股）
        法定代表人 周例行
        经营范围 齿轮及传动部件制造（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）
        注册资本 陆仟叁佰万元整
        成立日期 2009年03月17日
        住所 宁波市北仑区例行路18号
        登记机关
    """
    assert kinds_of(licence, model=True) == [["business_licence"]]
