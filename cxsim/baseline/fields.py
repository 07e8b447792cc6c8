"""The kinds of file, and the columns each may have, with the names they go by."""

from __future__ import annotations

from typing import NamedTuple

from cxsim.text.phrase import Phrase, say

KINDS: dict[str, Phrase] = {
    "survey": say("Survey answers"),
    "transactions": say("Transactions"),
    "customers": say("Customers"),
    "contacts": say("Service contacts"),
    "pilot": say("Pilot and control group"),
}
"""What a file holds."""


class Role(NamedTuple):
    """One column that a kind of file may have.

    Attributes
    ----------
    name : Phrase
    required : bool
    words : tuple of str
        Names by which it is known, in small letters without accents; the likeliest first.
    """

    name: Phrase
    required: bool
    words: tuple[str, ...]


_CUSTOMER = Role(
    say("Customer"),
    True,
    (
        "customer id",
        "customer",
        "client id",
        "client",
        "id client",
        "numero client",
        "account id",
        "account",
        "respondent id",
        "contact id",
        "user id",
        "member id",
        "compte",
        "id",
    ),
)
_DAY_WORDS = ("date", "day", "jour", "timestamp", "datetime", "created at", "time")

ROLES: dict[str, dict[str, Role]] = {
    "survey": {
        "customer": _CUSTOMER._replace(required=False),
        "date": Role(
            say("Date"),
            False,
            (
                "answered",
                "answer date",
                "response date",
                "submitted",
                "date de reponse",
                *_DAY_WORDS,
            ),
        ),
        "recommend": Role(
            say("Would recommend"),
            False,
            (
                "recommend",
                "nps",
                "nps score",
                "likelihood to recommend",
                "recommendation",
                "recommandation",
                "ltr",
                "score nps",
                "score",
                "note",
            ),
        ),
        "satisfaction": Role(
            say("Satisfaction"),
            False,
            ("satisfaction", "csat", "satisfaction score", "score de satisfaction", "overall"),
        ),
        "effort": Role(say("Effort"), False, ("effort", "ces", "effort score", "ease", "facilite")),
        "stage": Role(
            say("Journey stage"),
            False,
            ("stage", "journey stage", "touchpoint", "etape", "parcours", "phase"),
        ),
        "verbatim": Role(
            say("Comment"), False, ("verbatim", "comment", "comments", "commentaire", "why", "text")
        ),
    },
    "transactions": {
        "customer": _CUSTOMER,
        "date": Role(
            say("Date"),
            True,
            (
                "transaction date",
                "order date",
                "invoice date",
                "purchase date",
                "date de facture",
                "date de commande",
                "billing date",
                *_DAY_WORDS,
            ),
        ),
        "amount": Role(
            say("Amount"),
            True,
            (
                "amount",
                "montant",
                "value",
                "dollar value",
                "total",
                "revenue",
                "price",
                "sales",
                "net amount",
                "montant ht",
                "montant ttc",
                "prix",
                "valeur",
            ),
        ),
        "id": Role(
            say("Transaction number"),
            False,
            (
                "transaction id",
                "order id",
                "invoice id",
                "invoice number",
                "order number",
                "receipt",
                "numero de facture",
                "numero de commande",
            ),
        ),
    },
    "customers": {
        "customer": _CUSTOMER,
        "start": Role(
            say("Customer since"),
            False,
            (
                "start",
                "start date",
                "since",
                "customer since",
                "joined",
                "join date",
                "signup date",
                "opened",
                "debut",
                "date de debut",
                "client depuis",
            ),
        ),
        "end": Role(
            say("Left on"),
            False,
            (
                "end",
                "end date",
                "left",
                "closed",
                "closing date",
                "cancelled",
                "churn date",
                "fin",
                "date de fin",
                "resiliation",
                "date de resiliation",
            ),
        ),
        "status": Role(
            say("Status"),
            False,
            ("status", "customer status", "churn label", "churned", "churn", "statut", "etat"),
        ),
        "group": Role(
            say("Group"),
            False,
            (
                "group",
                "segment",
                "customer group",
                "tariff",
                "contract",
                "plan",
                "groupe",
                "categorie",
                "contrat",
                "offre",
                "type",
            ),
        ),
        "tenure": Role(
            say("Months as a customer"),
            False,
            ("tenure in months", "tenure months", "tenure", "anciennete", "anciennete en mois"),
        ),
        "charge": Role(
            say("Monthly charge"),
            False,
            (
                "monthly charge",
                "monthly charges",
                "monthly fee",
                "mrr",
                "abonnement mensuel",
                "mensualite",
            ),
        ),
        "referrals": Role(
            say("Referrals so far"),
            False,
            ("number of referrals", "referrals", "recommandations", "parrainages"),
        ),
        "referred_by": Role(
            say("Recommended by"), False, ("referred by", "referrer", "parrain", "recommande par")
        ),
    },
    "contacts": {
        "customer": _CUSTOMER,
        "date": Role(say("Date"), True, ("contact date", "date de contact", *_DAY_WORDS)),
        "cost": Role(say("Cost"), False, ("cost", "cout", "contact cost", "handling cost")),
        "minutes": Role(
            say("Minutes"),
            False,
            ("minutes", "duration", "handling time", "aht", "duree", "duree en minutes"),
        ),
        "resolved": Role(
            say("Resolved at first contact"),
            False,
            (
                "resolved",
                "resolved at first contact",
                "fcr",
                "first contact resolution",
                "resolu",
                "resolu au premier contact",
            ),
        ),
    },
    "pilot": {
        "customer": _CUSTOMER._replace(required=False),
        "arm": Role(
            say("Pilot or control"),
            True,
            ("arm", "group", "treatment", "cohort", "variant", "bras", "groupe"),
        ),
        "period": Role(
            say("Before or after"), True, ("period", "wave", "when", "phase", "periode", "vague")
        ),
        "value": Role(
            say("What is compared"),
            True,
            ("recommend", "nps", "value", "score", "spend", "left", "churned", "amount", "valeur"),
        ),
    },
}
"""By kind of file, then by field."""
