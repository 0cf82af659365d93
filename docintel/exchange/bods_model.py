"""The Beneficial Ownership Data Standard 0.4 as types: statements about entities, persons and relationships (standard.openownership.org, 0.4).

Names are the standard's in our spelling (`record_details` for `recordDetails`); what a file does not say stays unset, so that writing it again gives
the same JSON. Code lists are closed: a code that the standard does not know is an error that names its place.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from typing import Literal

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field
from pydantic.alias_generators import to_camel

VERSION = "0.4"
Day = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$")]  # a year, a month, a day, or a moment
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class _Part(BaseModel):
    """A part of a statement. Fields beyond the standard are kept as they are, and told by whoever uses the statements."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="allow", frozen=True)


class RecordStatus(StrEnum):
    """What a statement does to its record."""

    NEW = "new"
    UPDATED = "updated"
    CLOSED = "closed"


class EntityKind(StrEnum):
    """Code list entityType."""

    REGISTERED = "registeredEntity"
    LEGAL = "legalEntity"
    ARRANGEMENT = "arrangement"
    ANONYMOUS = "anonymousEntity"
    UNKNOWN = "unknownEntity"
    STATE = "state"
    STATE_BODY = "stateBody"


class PersonKind(StrEnum):
    """Code list personType."""

    ANONYMOUS = "anonymousPerson"
    UNKNOWN = "unknownPerson"
    KNOWN = "knownPerson"


class InterestKind(StrEnum):
    """Code list interestType."""

    SHAREHOLDING = "shareholding"
    VOTING = "votingRights"
    BOARD_APPOINTMENT = "appointmentOfBoard"
    OTHER_INFLUENCE = "otherInfluenceOrControl"
    SENIOR_MANAGER = "seniorManagingOfficial"
    SETTLOR = "settlor"
    TRUSTEE = "trustee"
    PROTECTOR = "protector"
    BENEFICIARY = "beneficiaryOfLegalArrangement"
    ASSETS_ON_DISSOLUTION = "rightsToSurplusAssetsOnDissolution"
    PROFIT = "rightsToProfitOrIncome"
    BY_CONTRACT = "rightsGrantedByContract"
    CONDITIONAL_CONTRACT = "conditionalRightsGrantedByContract"
    COMPANY_RULES = "controlViaCompanyRulesOrArticles"
    LEGAL_FRAMEWORK = "controlByLegalFramework"
    BOARD_MEMBER = "boardMember"
    BOARD_CHAIR = "boardChair"
    UNKNOWN = "unknownInterest"
    UNPUBLISHED = "unpublishedInterest"
    USE_OF_ASSETS = "enjoymentAndUseOfAssets"
    PROFIT_FROM_ASSETS = "rightToProfitOrIncomeFromAssets"
    NOMINEE = "nominee"
    NOMINATOR = "nominator"


class UnspecifiedReason(StrEnum):
    """Code list unspecifiedReason: why a party is not named."""

    NO_BENEFICIAL_OWNERS = "noBeneficialOwners"
    SUBJECT_CANNOT = "subjectUnableToConfirmOrIdentifyBeneficialOwner"
    PARTY_HAS_NOT = "interestedPartyHasNotProvidedInformation"
    SUBJECT_EXEMPT = "subjectExemptFromDisclosure"
    PARTY_EXEMPT = "interestedPartyExemptFromDisclosure"
    UNKNOWN = "unknown"
    UNAVAILABLE = "informationUnknownToPublisher"


class Agent(_Part):
    """Who asserts, creates or publishes."""

    name: str | None = None
    uri: str | None = None


class Publisher(_Part):
    """Who publishes a statement."""

    name: str | None = None
    url: str | None = None


class PublicationDetails(_Part):
    """When, by whom and in which version of the standard a statement is published."""

    publication_date: Day
    bods_version: str
    publisher: Publisher
    license: str | None = None


class SourceKind(StrEnum):
    """Code list sourceType."""

    SELF = "selfDeclaration"
    REGISTER = "officialRegister"
    THIRD_PARTY = "thirdParty"
    PRIMARY = "primaryResearch"
    VERIFIED = "verified"


class StatementSource(_Part):
    """Where a statement is from."""

    type: tuple[SourceKind, ...] | None = None
    description: str | None = None
    url: str | None = None
    retrieved_at: Day | None = None
    asserted_by: tuple[Agent, ...] | None = None


class Motivation(StrEnum):
    """Code list annotationMotivation."""

    COMMENTING = "commenting"
    CORRECTING = "correcting"
    IDENTIFYING = "identifying"
    LINKING = "linking"
    TRANSFORMATION = "transformation"


class Annotation(_Part):
    """A remark on a part of a statement."""

    statement_pointer_target: str
    motivation: Motivation
    creation_date: Day | None = None
    created_by: Agent | None = None
    description: str | None = None
    transformed_content: str | None = None
    url: str | None = None


class Jurisdiction(_Part):
    """A country or a part of one."""

    name: str | None = None
    code: str | None = None


class Address(_Part):
    """An address in one line."""

    type: str | None = None
    address: str | None = None
    post_code: str | None = None
    country: Jurisdiction | None = None


class Identifier(_Part):
    """A number of a register or authority."""

    id: str | None = None
    scheme: str | None = None
    scheme_name: str | None = None
    uri: str | None = None


class EntityType(_Part):
    """What an entity is."""

    type: EntityKind
    subtype: str | None = None
    details: str | None = None


class Unspecified(_Part):
    """Why a party is not named."""

    reason: UnspecifiedReason
    description: str | None = None


class Security(_Part):
    """A listed security."""

    id_scheme: str | None = None
    id: str | None = None
    ticker: str | None = None


class SecuritiesListing(_Part):
    """Where a security is listed."""

    market_identifier_code: str | None = None
    operating_market_identifier_code: str | None = None
    stock_exchange_jurisdiction: str | None = None
    stock_exchange_name: str | None = None
    security: Security | None = None


class PublicListing(_Part):
    """Whether and where an entity is listed."""

    has_public_listing: bool
    company_filings_urls: tuple[str, ...] | None = Field(default=None, alias="companyFilingsURLs")
    securities_listings: tuple[SecuritiesListing, ...] | None = None


class Statute(_Part):
    """The law that formed an entity."""

    name: str | None = None
    date: Day | None = None


class EntityDetails(_Part):
    """What a statement says of an entity."""

    is_component: bool
    entity_type: EntityType
    unspecified_entity_details: Unspecified | None = None
    name: str | None = None
    alternate_names: tuple[str, ...] | None = None
    jurisdiction: Jurisdiction | None = None
    identifiers: tuple[Identifier, ...] | None = None
    founding_date: Day | None = None
    dissolution_date: Day | None = None
    addresses: tuple[Address, ...] | None = None
    uri: str | None = None
    public_listing: PublicListing | None = None
    formed_by_statute: Statute | None = None


class PersonName(_Part):
    """A name of a person."""

    type: str | None = None
    full_name: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    patronymic_name: str | None = None


class PepDetails(_Part):
    """One public function of a person."""

    reason: str | None = None
    missing_info_reason: str | None = None
    jurisdiction: Jurisdiction | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    source: StatementSource | None = None


class PoliticalExposure(_Part):
    """Whether a person has a public function."""

    status: Literal["isPep", "isNotPep", "unknown"]
    details: tuple[PepDetails, ...] | None = None


class PersonDetails(_Part):
    """What a statement says of a person."""

    is_component: bool
    person_type: PersonKind
    unspecified_person_details: Unspecified | None = None
    names: tuple[PersonName, ...] | None = None
    identifiers: tuple[Identifier, ...] | None = None
    nationalities: tuple[Jurisdiction, ...] | None = None
    place_of_birth: Address | None = None
    birth_date: Day | None = None
    death_date: Day | None = None
    tax_residencies: tuple[Jurisdiction, ...] | None = None
    addresses: tuple[Address, ...] | None = None
    political_exposure: PoliticalExposure | None = None


class ShareRange(_Part):
    """A share in percent: exact, or between bounds."""

    exact: Percent | None = None
    minimum: Percent | None = None
    maximum: Percent | None = None
    exclusive_minimum: Percent | None = None
    exclusive_maximum: Percent | None = None


class Interest(_Part):
    """One interest of a party in an entity."""

    type: InterestKind | None = None
    direct_or_indirect: Literal["direct", "indirect", "unknown"] | None = None
    beneficial_ownership_or_control: bool | None = None
    details: str | None = None
    share: ShareRange | None = None
    start_date: Day | None = None
    end_date: Day | None = None


class RelationshipDetails(_Part):
    """What a statement says of who has an interest in whom; a party that is not named says why."""

    is_component: bool
    subject: str | Unspecified
    interested_party: str | Unspecified
    component_records: tuple[str, ...] | None = None
    interests: tuple[Interest, ...] | None = None


class _Statement(_Part):
    """What all statements say of themselves."""

    statement_id: Annotated[str, Field(min_length=32, max_length=64)]
    declaration_subject: str
    record_id: str
    record_status: RecordStatus
    statement_date: Day | None = None
    declaration: str | None = None
    publication_details: PublicationDetails | None = None
    source: StatementSource | None = None
    annotations: tuple[Annotation, ...] | None = None


class EntityStatement(_Statement):
    """A statement about an entity."""

    record_type: Literal["entity"]
    record_details: EntityDetails


class PersonStatement(_Statement):
    """A statement about a person."""

    record_type: Literal["person"]
    record_details: PersonDetails


class RelationshipStatement(_Statement):
    """A statement about a relationship."""

    record_type: Literal["relationship"]
    record_details: RelationshipDetails


Statement = Annotated[EntityStatement | PersonStatement | RelationshipStatement, Field(discriminator="record_type")]
