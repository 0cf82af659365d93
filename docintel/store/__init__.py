"""Where campaigns, applications, files, Reviews and people's decisions are kept: SQLite in a folder, or PostgreSQL by URL.

    store = open_store(Path("docintel-store"))
    campaign = store.campaigns.add(CampaignRecord("", "第五批", "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10)))
    application = store.applications.add(campaign.id, "某某公司")
    store.applications.attach(application.id, "审计报告.pdf", store.files.put(path))
    review = store.reviews.add(application.id, face)

Order is always that of ids, never of time. SQL stands in this room only.
"""

from docintel.store.backup import Manifest
from docintel.store.campaigns import Totals
from docintel.store.claiming import CAMPAIGN
from docintel.store.claiming import JUDGE
from docintel.store.claiming import READ
from docintel.store.claiming import STAGES
from docintel.store.database import Patience
from docintel.store.database import WithNext
from docintel.store.decisions import Proposal
from docintel.store.facade import Store
from docintel.store.inputs import HeldFile
from docintel.store.inputs import Inputs
from docintel.store.jobs import Lease
from docintel.store.jobs import StageCount
from docintel.store.listing import ApplicationFilters
from docintel.store.listing import CardFilters
from docintel.store.listing import Listed
from docintel.store.listing import Slice
from docintel.store.opening import open_store
from docintel.store.restoring import restore_store

__all__ = [
    "CAMPAIGN",
    "JUDGE",
    "READ",
    "STAGES",
    "ApplicationFilters",
    "CardFilters",
    "HeldFile",
    "Inputs",
    "Lease",
    "Listed",
    "Manifest",
    "Patience",
    "Proposal",
    "Slice",
    "StageCount",
    "Store",
    "Totals",
    "WithNext",
    "open_store",
    "restore_store",
]
