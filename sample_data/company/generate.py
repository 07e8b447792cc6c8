"""A made-up company with known truth: `python -m sample_data.company.generate` writes its files.

Everything is drawn from the numbers below, with a seed. Nobody in it exists. A customer has no
segment until an answer is given; from then on leaving, buying and calling follow the segment's own
rates, so that what the baseline should find is known exactly: TRUTH.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
SEED = 20_260_630
FIRST, LAST = date(2021, 7, 1), date(2026, 6, 30)
DAYS = (LAST - FIRST).days
WAVES = DAYS - 365
"""Answers are given in the last year."""
BOOKS = DAYS - 540
"""Transactions and contacts go back a year and a half."""
SEGMENTS = ("promoters", "passives", "detractors")
SCORES = ((9, 10), (7, 8), (0, 1, 2, 3, 4, 5, 6))
SCORE_WEIGHTS = ((0.5, 0.5), (0.45, 0.55), (0.06, 0.04, 0.06, 0.1, 0.14, 0.3, 0.3))
STAGES = ("consideration", "decision", "retention", "advocacy")
COMMENTS = ("Quick answer, thank you", "The bill was wrong again", "", "", "", "Friendly staff")


@dataclass(frozen=True)
class Group:
    """What is true of one group; by segment where three numbers stand.

    Parameters
    ----------
    size : int
        Customers ever won.
    mix, purchases, spend, churn, contacts : tuple of float
        Shares; a year; per purchase; share lost a year; a year.
    referrals : float
        A year, the same in every segment.
    asked, answers : float
        Share of the customers invited, and of those who answer.
    """

    size: int
    mix: tuple[float, float, float]
    purchases: tuple[float, float, float]
    spend: tuple[float, float, float]
    churn: tuple[float, float, float]
    contacts: tuple[float, float, float]
    referrals: float
    asked: float
    answers: float


GROUPS = {
    "Households": Group(
        16_500,
        (0.34, 0.40, 0.26),
        (4.6, 4.1, 3.6),
        (46.0, 42.0, 41.0),
        (0.09, 0.13, 0.24),
        (0.5, 0.8, 1.6),
        0.05,
        0.6,
        0.34,
    ),
    "Small business": Group(
        3_500,
        (0.28, 0.45, 0.27),
        (6.5, 6.0, 5.4),
        (118.0, 110.0, 96.0),
        (0.07, 0.11, 0.19),
        (1.1, 1.4, 2.6),
        0.08,
        0.8,
        0.41,
    ),
}
CONTACT_COST = 7.5
RESOLVED = (0.82, 0.74, 0.55)
TRUTH: dict[tuple[str, str, str], float] = {
    (name, segment, field): value
    for name, group in GROUPS.items()
    for place, segment in enumerate(SEGMENTS)
    for field, value in (
        ("mix", group.mix[place]),
        ("purchases_per_year", group.purchases[place]),
        ("spend_per_purchase", group.spend[place]),
        ("churn", group.churn[place]),
        ("cost_to_serve", group.contacts[place] * CONTACT_COST),
        ("referrals_per_year", group.referrals),
    )
}
"""By group, segment and field of a scenario."""


@dataclass(frozen=True)
class Files:
    """The four files, as tables."""

    customers: pd.DataFrame
    survey: pd.DataFrame
    transactions: pd.DataFrame
    contacts: pd.DataFrame

    def write(self, folder: Path, suffix: str = ".parquet") -> None:
        """Write them to a folder; Parquet keeps the types of the columns."""
        for name, table in vars(self).items():
            path = folder / f"{name}{suffix}"
            if suffix == ".parquet":
                table.to_parquet(path, index=False, compression="zstd")
            else:
                table.to_csv(path, index=False, lineterminator="\n")


def generate(seed: int = SEED, scale: float = 1.0) -> Files:
    """Return the files of the company.

    Parameters
    ----------
    seed : int
    scale : float
        Of its size: 1 is about 20,000 customers ever won.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    parts = [_group(rng, name, group, scale) for name, group in GROUPS.items()]
    tables = {
        kind: pd.concat([part[kind] for part in parts], ignore_index=True) for kind in parts[0]
    }
    order = {"survey": "date", "transactions": "date", "contacts": "date"}
    for kind, column in order.items():
        tables[kind] = tables[kind].sort_values([column, "customer"], ignore_index=True)
    return Files(**tables)


def _group(
    rng: np.random.Generator, name: str, group: Group, scale: float
) -> dict[str, pd.DataFrame]:
    n = round(group.size * scale)
    ids = np.array([f"{name[0]}{i:06d}" for i in range(1, n + 1)])
    start = np.floor(rng.uniform(0, DAYS, n))
    readiness = rng.gamma(1.6, 1 / 1.6, n)  # churn falls with tenure
    usual = -np.log1p(-float(np.dot(group.mix, group.churn))) / 365.25
    end = start + 1 + np.ceil(rng.exponential(1 / (usual * readiness)))
    wave = np.ceil(rng.uniform(WAVES, DAYS, n))
    asked = (rng.random(n) < group.asked) & (wave > start) & (wave < end)
    answered = asked & (rng.random(n) < group.answers)
    segment = rng.choice(3, n, p=group.mix)
    hazard = -np.log1p(-np.array(group.churn)) / 365.25
    after = wave + np.maximum(1, np.ceil(rng.exponential(1 / hazard[segment])))
    end = np.where(answered, after, end)
    life = _Life(ids, start, np.minimum(end, DAYS), np.where(answered, wave, np.inf), segment)
    return {
        "customers": _customers(rng, name, group, life, end),
        "survey": _survey(rng, life, wave, asked, answered),
        "transactions": _transactions(rng, group, life),
        "contacts": _contacts(rng, group, life),
    }


@dataclass(frozen=True)
class _Life:
    """Customers: their ids, first and last day, the day of their answer, the segment from then."""

    ids: np.ndarray
    start: np.ndarray
    end: np.ndarray
    answer: np.ndarray
    segment: np.ndarray


def _days(numbers: np.ndarray) -> list[date]:
    return [FIRST + timedelta(days=int(number)) for number in numbers]


def _customers(
    rng: np.random.Generator, name: str, group: Group, life: _Life, end: np.ndarray
) -> pd.DataFrame:
    years = (life.end - life.start) / 365.25
    left = [FIRST + timedelta(days=int(d)) if d <= DAYS else None for d in end]
    return pd.DataFrame(
        {
            "customer": life.ids,
            "start": _days(life.start),
            "end": left,
            "group": name,
            "referrals": rng.poisson(group.referrals * years),
        }
    )


def _survey(
    rng: np.random.Generator,
    life: _Life,
    wave: np.ndarray,
    asked: np.ndarray,
    answered: np.ndarray,
) -> pd.DataFrame:
    """Return the invitations; one that was not answered has no score."""
    place = np.flatnonzero(asked)
    score = np.array(
        [rng.choice(SCORES[life.segment[i]], p=SCORE_WEIGHTS[life.segment[i]]) for i in place],
        dtype=float,
    )
    blank = ~answered[place]
    score[blank] = np.nan
    mood = np.clip(np.round(score / 2 + rng.normal(0, 0.6, len(place))), 1, 5)
    strain = np.clip(np.round(7 - score * 0.55 + rng.normal(0, 1.1, len(place))), 1, 7)
    comment = rng.choice(COMMENTS, len(place)).astype(object)
    comment[blank] = ""
    return pd.DataFrame(
        {
            "customer": life.ids[place],
            "date": _days(wave[place]),
            "recommend": pd.array(score, dtype="Int64"),
            "satisfaction": pd.array(mood, dtype="Int64"),
            "effort": pd.array(strain, dtype="Int64"),
            "stage": rng.choice(STAGES, len(place), p=(0.1, 0.15, 0.6, 0.15)),
            "verbatim": comment,
        }
    )


def _events(
    rng: np.random.Generator, life: _Life, rates: tuple[float, ...], usual: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return customer and day of events: at the usual rate, after an answer at the segment's."""
    habit = rng.gamma(4.0, 0.25, len(life.ids))  # customers differ within a segment
    begin = np.maximum(life.start, BOOKS)
    turn = np.clip(life.answer, begin, np.maximum(begin, life.end))
    found = []
    for a, b, rate in (
        (begin, turn, np.full(len(life.ids), usual)),
        (turn, np.maximum(turn, life.end), np.array(rates)[life.segment]),
    ):
        times = rng.poisson(rate * habit * (b - a) / 365.25)
        who = np.repeat(np.arange(len(life.ids)), times)
        found.append((who, np.ceil(a[who] + rng.random(len(who)) * (b - a)[who])))
    return tuple(np.concatenate(pair) for pair in zip(*found, strict=True))  # type: ignore[return-value]


def _level(life: _Life, who: np.ndarray, day: np.ndarray, values: tuple[float, ...], usual: float):
    """Return the level of each event: the segment's after an answer, the usual one before."""
    return np.where(day > life.answer[who], np.array(values)[life.segment[who]], usual)


def _transactions(rng: np.random.Generator, group: Group, life: _Life) -> pd.DataFrame:
    usual = float(np.dot(group.mix, group.purchases))
    who, day = _events(rng, life, group.purchases, usual)
    level = _level(life, who, day, group.spend, float(np.dot(group.mix, group.spend)))
    taste = rng.lognormal(-0.5 * 0.3**2, 0.3, len(life.ids))[who]
    amount = level * taste * rng.lognormal(-0.5 * 0.4**2, 0.4, len(who))
    return pd.DataFrame(
        {"customer": life.ids[who], "date": _days(day), "amount": np.round(amount, 2)}
    )


def _contacts(rng: np.random.Generator, group: Group, life: _Life) -> pd.DataFrame:
    who, day = _events(rng, life, group.contacts, float(np.dot(group.mix, group.contacts)))
    cost = CONTACT_COST * rng.lognormal(-0.5 * 0.5**2, 0.5, len(who))
    chance = _level(life, who, day, RESOLVED, 0.72)
    resolved = np.where(rng.random(len(who)) < chance, "yes", "no")
    return pd.DataFrame(
        {
            "customer": life.ids[who],
            "date": _days(day),
            "cost": np.round(cost, 2),
            "resolved": resolved,
        }
    )


def main() -> None:
    """Write the files beside this one: transactions as Parquet, the others as CSV."""
    files = generate()
    for name, table in vars(files).items():
        if name == "transactions":
            table.to_parquet(HERE / f"{name}.parquet", index=False, compression="zstd")
        else:
            table.to_csv(HERE / f"{name}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
