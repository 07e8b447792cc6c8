"""The heads of a group's ledger, and where its columns stand."""

from __future__ import annotations

from cxsim.text.phrase import Phrase, say

CHURN_HEADS: tuple[Phrase, ...] = (
    say("Churn a month"),
    say("Churn a month, with events"),
    say("Margin a month today"),
    say("Kept and discounted"),
    say("Lifetime value today"),
)
HEADS_FIRST: tuple[Phrase, ...] = (
    say("Month"),
    say("Effect of the programme"),
    say("Promoter uplift"),
    say("Moved from passives"),
    say("Moved from detractors"),
)
HEADS_SEGMENTS: tuple[Phrase, ...] = (
    say("Mix measured"),
    say("Mix that money follows"),
    say("Churn a month"),
    say("Referrals a year"),
    say("Spending a year"),
    say("Margin a year"),
)
HEADS_LAST: tuple[Phrase, ...] = (
    say("Customers kept and referred, factor"),
    say("Margin of a customer a month"),
    say("Spending of a customer a month"),
    say("Paid acquisition"),
    say("Promoters − detractors"),
    say("Customers with the programme"),
    say("Customers without"),
    say("Margin with the programme"),
    say("Margin without"),
    say("Gain in margin"),
    say("Gain in revenue"),
    say("Net promoters with"),
    say("Net promoters without"),
)

COLUMN_OF_CUSTOMERS = len(HEADS_FIRST) + 3 * len(HEADS_SEGMENTS) + 5
"""Customers with the programme; those without stand beside."""
