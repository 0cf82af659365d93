"""Every defect that a made campaign can plant, and the paper that must be attached for it."""

from __future__ import annotations

from types import MappingProxyType

from docintel.simulate.defects_answers import ANSWER_DEFECTS
from docintel.simulate.defects_classes import CLASS_DEFECTS
from docintel.simulate.defects_days import DAY_DEFECTS
from docintel.simulate.defects_evidence import EVIDENCE_DEFECTS
from docintel.simulate.defects_form import FORM_DEFECTS
from docintel.simulate.defects_group import GROUP_DEFECTS
from docintel.simulate.defects_money import MONEY_DEFECTS
from docintel.simulate.defects_ownership import OWNERSHIP_DEFECTS
from docintel.simulate.defects_reports import REPORT_DEFECTS
from docintel.simulate.defects_scope import SCOPE_DEFECTS
from docintel.simulate.sample import CATALOGUE

MORE = (
    *FORM_DEFECTS,
    *ANSWER_DEFECTS,
    *REPORT_DEFECTS,
    *EVIDENCE_DEFECTS,
    *OWNERSHIP_DEFECTS,
    *DAY_DEFECTS,
    *MONEY_DEFECTS,
    *CLASS_DEFECTS,
    *SCOPE_DEFECTS,
    *GROUP_DEFECTS,
)
CAMPAIGN_CATALOGUE = MappingProxyType({**CATALOGUE, **{defect.name: defect for defect in MORE}})
NEEDS = MappingProxyType({
    "special_audit_differs": "rd_special_audit",
    "heads_do_not_add_up": "rd_special_audit",
    "class_differs": "statistics_form",
    "statistics_staff_far_fewer": "statistics_form",
    "statistics_research_far_off": "statistics_form",
    "tax_staff_far_fewer": "tax_return",
    "deduction_above_books": "tax_return",
    "holders_short_of_capital": "credit_publicity_report",
    "named_as_other_kind": "rd_special_audit",
    "software_of_other": "software_copyright",
    "software_number_odd": "software_copyright",
    "publicity_signer": "credit_publicity_report",
})  # fmt: skip
