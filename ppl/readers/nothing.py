"""Whether an answer says that there is nothing: `geen`, `nog niets`, `er is niets besloten`, `n.v.t.`."""

import re

_SHORT = r"n\.?\s?v\.?\s?t\.?|niet van toepassing|n\.?o\.?t\.?\s?k\.?|n/?a|not applicable|nee|neen|no|nope|none|nothing"
_LEAD = r"(?:er (?:is|zijn|was|waren|valt)|we hebben|we|is|zijn|there (?:is|are|was|were)|we have)"
_YET = r"(?:nog|verder|deze week|dit keer|ditmaal|vandaag|nu|op dit moment|momenteel|yet|this week|today|so far)"
_NO = r"(?:geen|niets|niks|no|not|none|nothing)"
_WHAT = (
    r"(?:nieuwe?s?|bijzonder(?:heden|s)?|andere?|verdere?|besluit(?:en)?|beslissing(?:en)?|afspra?a?k(?:en)?|acties?"
    r"|knelpunt(?:en)?|wijziging(?:en)?|verandering(?:en)?|mededeling(?:en)?|opmerking(?:en)?|vervolg"
    r"|besloten|afgesproken|genomen|gemaakt|veranderd|gewijzigd|gebeurd|te melden|meer|anything|new|else|more"
    r"|decisions?|agreements?|actions?|bottlenecks?|changes?|remarks?|decided|agreed|changed|happened|to report)"
)
_NOTHING = re.compile(
    rf"\W*(?:{_SHORT}|(?:{_LEAD}\s)?(?:{_YET}\s){{0,2}}{_NO}(?:\s(?:{_WHAT}|{_YET})){{0,4}})?\W*", re.I
)


def says_nothing(text: str) -> bool:
    """Whether a text of a line says that there is nothing to tell, or is empty."""
    return len(text) <= 80 and _NOTHING.fullmatch(" ".join(text.split())) is not None
