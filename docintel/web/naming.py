"""An application as a person names it in a form: by enterprise, credit code, folder or id, within one campaign."""

from __future__ import annotations

from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.store import Store

MOST = 200  # applications of like names that are looked at


def application_called(store: Store, campaign: str, name: str) -> ApplicationRecord:
    """The one of that name; UsageError where there is none, or more than one."""
    told = name.strip()
    listed = store.applications.of(campaign, ApplicationFilters(search=told), Slice(1, MOST)).rows if told else ()
    found = [one for one in listed if told in (one.applicant, one.uscc, one.folder)]
    if len(found) > 1:
        raise UsageError(
            f"有 {len(found)} 份这样的申报，请改用统一社会信用代码 / {len(found)} applications are called so: use the credit code"
        )
    if not found:
        raise UsageError(f"本批次没有这份申报：{told} / the campaign has no such application: {told}")
    return found[0]
