"""Every kind of defect that domain.md 6.2, 9 and 11.1 name, with the defects and ties of a made campaign that plant it, or why none does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

EDITION = "asked by later editions only; campaigns are of the 2022 standard"
WEAK = "weak by itself (same customers, same place in a chain): no check, left to a person"


@dataclass(frozen=True, slots=True)
class PlantedKind:
    """A kind by its number; `by` are names of defects, or of campaign checks whose ties are planted; `why_not` where it is empty."""

    by: tuple[str, ...] = ()
    why_not: str = ""


def _by(names: str) -> PlantedKind:
    return PlantedKind(tuple(names.split()))


def _not(reason: str) -> PlantedKind:
    return PlantedKind((), reason)


PLANTED_KINDS: Mapping[str, PlantedKind] = MappingProxyType({
    "6.2-1": _by("unit_slip slip_to_yi slip_to_thousands"),
    "6.2-2": _by("percent_times_100 share_times_100 main_ratio_times_100 staff_ratio_times_100 top_share_times_100"),
    "6.2-3": _by("wrong_year swapped_years"),
    "6.2-4": _by("other_scope scopes_mixed"),
    "6.2-5": _by("sibling_line main_above_revenue"),
    "6.2-6": _by("sibling_line parent_profit"),
    "6.2-7": _by("special_audit_differs deduction_above_books statistics_research_far_off"),
    "6.2-8": _by("insured_far_fewer statistics_staff_far_fewer tax_staff_far_fewer research_staff_above_insured"),
    "6.2-9": _by("debt_ratio_wrong current_liabilities"),
    "6.2-10": _by("main_growth_wrong mean_growth_wrong growth_of_all_revenue"),
    "6.2-11": _by("taxes_differ taxes_far_above_paid"),
    "6.2-12": _by("class1_count_too_high patent_listed_twice patent_not_held patent_missing_certificate patent_after_cutoff"),
    "6.2-13": _by("audit_in_old_name audit_of_subsidiary patent_of_subsidiary certificate_of_other"),
    "6.2-14": _by("restated_prior_year"),
    "6.2-15": _not("legitimate: the look-alike `truncated`"),
    "6.2-16": _by("brand_above_revenue top_products_above_main top_product_above_revenue main_product_minor"),
    "6.2-17": _by("B03"),
    "F01": _by("main_above_revenue"), "F02": _by("percent_times_100 main_share_wrong"), "F03": _by("main_growth_wrong growth_of_all_revenue"),
    "F04": _by("mean_growth_wrong"), "F05": _by("debt_ratio_wrong"), "F06": _by("ratio_not_recomputing staff_share_wrong percent_times_100"),
    "F07": _by("profit_growth_wrong"), "F08": _by("net_assets_wrong"), "F09": _by("rd_staff_above_staff"), "F10": _by("brand_above_revenue"),
    "F11": _by("top_products_above_main top_share_wrong top_product_above_revenue"), "F12": _by("size_wrong declared_large"),
    "F13": _by("niche_years_too_many"), "F14": _by("uscc_check_digit other_region other_legal_form"), "F15": _by("division_differs"), "F16": _by("year_blank"),
    "F17": _by("share_times_100 main_ratio_times_100 staff_ratio_times_100 top_share_times_100"), "F18": _by("unit_slip slip_to_yi"), "F19": _by("relation_without_names group_named_though_none supply_without_names"),
    "F20": _by("text_too_long"),
    "A01": _by("unit_slip wrong_year other_scope sibling_line digit_transposed parent_profit current_liabilities swapped_years slip_to_thousands"),
    "A02": _by("scopes_mixed"),
    "A03": _by("opinion_qualified"), "A04": _by("audit_of_other audit_of_subsidiary"), "A05": _by("audit_year_missing"),
    "A06": _not(EDITION), "A07": _by("main_revenue_not_shown"), "A08": _by("assets_do_not_add_up profit_does_not_follow cash_does_not_add_up comprehensive_income_wrong cash_below_equivalents retained_above_profit revenue_otherwise_in_notes research_otherwise_in_notes line_total_equity line_total_noncurrent_liabilities line_total_liabilities_and_equity line_equity_parent line_other_gains line_non_operating_income line_minority_profit line_cash_equivalents_start line_other_receivables line_construction_in_progress line_other_payables line_deferred_income line_surplus_reserve line_taxes_and_surcharges line_operating_outflow line_investing_outflow line_financing_outflow line_other_business_revenue line_other_business_cost cash_per_head_odd"),
    "A09": _by("restated_prior_year"), "A10": _not(EDITION), "A11": _by("research_not_shown"),
    "A12": _by("special_audit_differs heads_do_not_add_up"),
    "O01": _by("insured_far_fewer statistics_staff_far_fewer tax_staff_far_fewer research_staff_above_insured"),
    "O02": _by("legal_rep_differs capital_differs publicity_signer credit_of_other licence_missing stake_amount_wrong holders_short_of_capital"),
    "O03": _by("class_differs"), "O04": _by("trademark_of_other trademark_expired trademark_number_odd brands_above_certificates"), "O05": _by("certificate_of_other certificate_not_attached product_certificate_absent system_certificate_expired product_certificate_expired system_number_odd product_number_odd scope_of_other_product"),
    "O06": _by("share_differs share_of_other_product share_of_other_firm share_of_other_year market_size_differs market_not_national"),
    "O07": _by("patent_check_digit patent_not_held patent_title_differs patent_filed_otherwise filed_after_granted software_of_other software_number_odd ip_number_odd patent_of_other_type"),
    "O08": _by("main_product_minor"),
    "O09": _by("round_of_other ceded_too_much financing_differs payment_to_other round_too_old"), "O10": _by("award_without_proof maker_award_without_proof award_of_other award_rank_low award_too_old"),
    "O11": _by("fined abnormal_listed dishonest_listed credit_report_stale"), "O12": _by("no_provincial_title"), "O13": _by("copy_differs tick_differs signed_by_other declared_by_other"),
    "O14": _by("audit_in_old_name insured_elsewhere"), "O15": _by("special_audit_differs deduction_above_books statistics_research_far_off"), "O16": _by("taxes_differ taxes_far_above_paid"),
    "O17": _by("institution_of_other institution_overstated"), "E00": _by("file_cut_short named_as_other_kind certificate_misnamed"),
    "O04.2": _by("trademark_expired"), "O05.2": _by("system_certificate_expired product_certificate_expired"), "O11.3": _by("credit_report_stale"),
    "OWN-1": _by("holding_recognised held_recognised"), "OWN-2": _by("chain_recognised"), "OWN-3": _by("same_group_product"),
    "OWN-4": _by("first_holder_recognised minor_stake_recognised"), "OWN-5": _by("holders_in_common"), "OWN-6": _by("B05 B06"), "OWN-7": _by("holding_recognised chain_recognised held_recognised"),
    "OWN-8": _by("shareholder_differs"), "OWN-9": _by("share_sum stake_amount_wrong"), "OWN-10": _by("held_in_a_circle"),
    "OWN-11": _not("legitimate: the look-alike `state_above_both`"), "OWN-12": _by("champion"),
    "PROD-1": _by("same_group_code"), "PROD-2": _by("product_of_one_group"), "PROD-3": _by("same_group_name same_group_product"),
    "PROD-4": _by("B01"), "PROD-5": _by("B02 B03"), "PROD-6": _not(WEAK),
    "B01": _by("B01"), "B02": _by("B02"), "B03": _by("B03"), "B04": _by("B04"), "B05": _by("B05 B08"), "B06": _by("B06"), "B07": _by("B07"),
    "B09": _by("B09"), "B10": _by("B10"),
})  # fmt: skip
