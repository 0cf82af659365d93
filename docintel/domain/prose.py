"""Words that lead through a sentence: around names of figures that no list knows, and in statements of who owns whom (models/prose.yaml).

Each list is a closed class of words of one part in the grammar; how the parts follow each other is Python (extract/prose, extract/holdings).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import ClassVar

from docintel.domain.concept import STRICT


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Around a name: what is done, to whom, by whom, on what occasion, and what says too little to be a name.

    `changes` rise or fall and make a level with 至; `sequels` begin what is said of a counted thing after its name, `joint` what it does with others;
    `occasions` before 后 and `circumstances` after 在 tell when, `grounds` why; `dealings` are done with somebody, `grants` give, `makes` are how a thing
    came to be, `reaches` lead to whom or how far and `reached` end them; `doing` are verbs and adverbs before a metric, `persons` whose metric it is,
    `rivals` others beside the enterprise; `vague` say of a metric nothing new and `empty` are no name alone; `quantities` alone end a name that a verb
    goes with, `suffixes` make one noun with it; `never_last` end no name; `titles` are named after a place without being of it; `purchases` are paid for, `valuations` alone are of what was told before, `worths` end what something
    is worth, `done_with` is done with an allowance or a fund. `whole` end in what else is a verb (节能); `standards` are what something is compared
    with, `compared` the verbs for it; `satisfying` make a rate of what they are told of (满足…的用电需求); `states` are of rights not granted yet;
    `governing` take a rate that is named after it, `settled` is what is done at it;
    `settings` are where a metric stands, `used` end a relative clause before a name; parts of `capitals` that are `stakes` are holdings, `payments`
    what is paid with; `people` are a kind of employees and not all of them; `joining` make a thing one of its kind (入选); `spending` is for something (投入…用于);
    `opposites` right after a metric make its contrary of it (所得税优惠), `hollow` alone keep the verb before them (计提比例);
    `deeds` done with shares are told and no holding (减持公司股份).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    changes: tuple[str, ...] = ()
    sequels: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    dealings: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    grant_adverbs: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    never_last: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    place_verbs: tuple[str, ...] = ()
    purchases: tuple[str, ...] = ()
    valuations: tuple[str, ...] = ()
    worths: tuple[str, ...] = ()
    worth_of: tuple[str, ...] = ()
    done_with: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    making: tuple[str, ...] = ()
    priced: tuple[str, ...] = ()
    ledger: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    governing: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    stakes: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    satisfying: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    spending: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldingWords:
    """In statements of ownership: what they are `about`, the `own` enterprise, `kin` after names, what is held (`interests`) and of what (`totals`), at which
    `rates`, `paying` and with which `means` in which `ways`, `offices` that holders have, how capital `rises` and `becomes` more, who the
    `investors` are that are `subscribing` in which `manner`, and what makes a statement `unsure`.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    about: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    paying: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    rises: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    investors: tuple[str, ...] = ()
    subscribing: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProseWords:
    """Both."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    clauses: ClauseWords = field(default_factory=ClauseWords)
    holdings: HoldingWords = field(default_factory=HoldingWords)
