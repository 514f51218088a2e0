"""What may never be asked or kept here, so that no file can bring it in.

There is no necessity for it, and AVG art. 9 and 10 forbid most of it. Needs are recorded as
functions of a home, never as an illness; documents are seen, never copied.
"""

NEVER = (
    "religion",
    "faith",
    "church",
    "mosque",
    "ethnic",
    "racial",
    "tribe",
    "sexual",
    "orientation",
    "asylum_motive",
    "asylum_reason",
    "travel_route",
    "smuggl",
    "photo",
    "portrait",
    "biometric",
    "fingerprint",
    "criminal",
    "conviction",
    "detention",
    "offence",
    "diagnosis",
    "disease",
    "illness",
    "medication",
    "medicine",
    "addiction",
    "political",
    "trade_union",
    "document_copy",
    "document_number",
    "attachment",
    "interpreter_name",
    "noble_title",
    "own_script",
    "debt_amount",
    "geloof",
    "religie",
    "etnisch",
    "geaardheid",
    "asielmotief",
    "reisroute",
    "foto",
    "strafrecht",
    "diagnose",
    "ziekte",
    "medicijn",
    "verslaving",
    "justitie",
    "politiek",
)
"""Parts of names that no question and no choice may have, in English and Dutch."""


def forbidden(name: str) -> bool:
    """Whether a question or choice of this name may not exist."""
    return any(word in name.lower() for word in NEVER)
