"""Service contacts, who answered, and the rejected rows: against counts made by hand."""

import csv
import math

import pytest
from scipy import stats

from cxsim.baseline.desk import File
from cxsim.baseline.estimates import Sums
from cxsim.baseline.rejects import rejected_rows
from cxsim.baseline.sentences import unresolved_sentence
from cxsim.baseline.service import Resolution
from cxsim.export.rejected import guarded, write_rejected
from cxsim.text.language import Language
from cxsim.text.quantities import tell
from tests.baseline.reader import Reader

ENGLISH = Language()
LISTED = "customer,start,end,group\n" + "".join(
    f"c{i},2024-01-01,,{'North' if i < 60 else 'South'}\n" for i in range(120)
)


def contacts_of(reader: Reader) -> Reader:
    """Bring 120 customers and their contacts: 2 each in the last year, every fourth unresolved."""
    reader.put("customers.csv", LISTED, "customers")
    lines = [
        f"c{i},2025-{1 + 6 * turn + i % 5:02}-10,{4 if i % 4 else 9},{'yes' if i % 4 else 'no'}"
        for i in range(120)
        for turn in (0, 1)
    ]
    text = "customer,date,cost,resolved\n" + "\n".join(lines) + "\nc1,2025-12-31,4,yes\n"
    return reader.put("contacts.csv", text, "contacts")


def test_first_contact_resolution_by_group_and_month(reader):
    """Of 241 contacts 181 were resolved; each group has its own share, and months their counts."""
    found = contacts_of(reader).baseline()
    whole = found.resolutions[0]
    assert (whole.by, whole.contacts) == ("all", 241)
    assert whole.rate[0] == pytest.approx(181 / 241)
    groups = {r.name: r for r in found.resolutions if r.by == "group"}
    assert {name: r.contacts for name, r in groups.items()} == {"North": 121, "South": 120}
    assert groups["South"].rate[0] == 0.75
    months = [r for r in found.resolutions if r.by == "month"]
    assert [r.name for r in months][:2] == ["2025-01", "2025-02"]
    assert sum(r.contacts for r in months) == 240  # the last day's one contact is not shown


def test_the_interval_is_wilsons_where_customers_call_once():
    """One contact each: Wilson's interval. Twice the same: that of half as many contacts."""
    once = Resolution("all", "", Sums(100, 100, 80, 100, 80, 80)).rate
    expected = stats.binomtest(80, 100).proportion_ci(0.95, "wilson")
    assert once[1:] == pytest.approx((expected.low, expected.high), abs=2e-3)  # n/(n − 1)
    twice = Resolution("all", "", Sums(100, 200, 160, 400, 320, 320)).rate
    assert twice == pytest.approx(once)


def test_the_cost_to_serve_is_contacts_times_cost(reader):
    """Contacts × cost of a contact is the cost to serve; the unresolved are its known part."""
    found = contacts_of(reader).baseline()
    account = found.drivers.service["South", -1]
    assert account.contacts.value * account.each.value == pytest.approx(account.cost.value)
    assert found.drivers.whole["cost_to_serve"]["South"] == account.cost
    assert account.each.value == pytest.approx(0.75 * 4 + 0.25 * 9)
    assert account.resolved.value == pytest.approx(0.75)
    part = account.unresolved.value / account.cost.value
    assert part == pytest.approx(0.25 * 9 / (0.75 * 4 + 0.25 * 9))
    assert 0 < account.resolved.interval[0] < 0.75 < account.resolved.interval[1] < 1


def test_what_followed_contacts_that_were_not_resolved(reader):
    """Ten of twenty unresolved contacts come back within thirty days, none of those resolved."""
    reader.put("customers.csv", LISTED, "customers")
    lines = [f"c{i},2025-03-01,5,no" for i in range(20)]
    lines += [f"c{i},2025-03-{11 if i < 10 else 31}" + ",5,yes" for i in range(10)]
    lines += [f"c{i},2025-05-01,5,yes" for i in range(10, 120)]
    reader.put("contacts.csv", "customer,date,cost,resolved\n" + "\n".join(lines), "contacts")
    found = reader.baseline()
    missed, resolved = found.outcomes[False], found.outcomes[True]
    assert (missed.contacts, missed.watched, missed.again, missed.cost) == (20, 20, 10, 100.0)
    assert (resolved.contacts, resolved.watched, resolved.again) == (120, 10, 0)
    said = tell(unresolved_sentence(found.outcomes, "EUR"), ENGLISH)
    assert "€100, 14% of the cost of service: €5 each" in said
    assert "50% of them" in said


def test_without_the_column_nothing_is_said_of_resolution(reader):
    """Contacts with a cost alone make the driver, and no share resolved."""
    reader.put("customers.csv", LISTED, "customers")
    text = "customer,date,cost\n" + "".join(f"c{i},2025-03-01,5\n" for i in range(120))
    found = reader.put("contacts.csv", text, "contacts").baseline()
    assert found.resolutions == []
    assert found.outcomes == {}
    assert found.drivers.service["North", -1].resolved is None


def test_who_did_not_answer(reader):
    """Empty answers are invitations: counted by group, month and stage, and by who has left."""
    when = ("2026-01-10", "2026-02-10"), ("decision", "advocacy")
    lines = [
        f"c{i},{when[0][i % 2]},{i // 3 % 11 if i % 3 else ''},{when[1][i % 2]}" for i in range(120)
    ]
    reader.put("survey.csv", "customer,date,recommend,stage\n" + "\n".join(lines), "survey")
    reader.put("customers.csv", LISTED, "customers")
    found = {(r.by, r.name): r for r in reader.baseline().responses}
    assert (found["all", ""].asked, found["all", ""].answered) == (120, 80)
    assert (found["group", "North"].asked, found["group", "North"].answered) == (60, 40)
    assert (found["month", "2026-01"].asked, found["month", "2026-01"].answered) == (60, 40)
    assert (found["stage", "advocacy"].asked, found["stage", "advocacy"].answered) == (60, 40)
    assert ("here", "") in found


def test_a_stage_known_of_answers_alone_is_no_response_rate(reader):
    """Where invitations do not say of which stage they were, none has a share that answered."""
    lines = [f"c{i},2026-01-10,{f'{i // 3 % 11},retention' if i % 3 else ','}" for i in range(120)]
    reader.put("survey.csv", "customer,date,recommend,stage\n" + "\n".join(lines), "survey")
    reader.put("customers.csv", LISTED, "customers")
    ways = {r.by for r in reader.baseline().responses}
    assert "month" in ways
    assert "stage" not in ways


def test_every_rejected_row_can_be_had(reader, tmp_path):
    """Rows of too few columns and rows a check rejects, in the file's order, far more than 200."""
    lines = [
        ("c1", f"c{i},2026-03-01,=cmd|' /C calc'!A0", f"c{i},2026-03-01,{i}.00")[i % 3]
        for i in range(900)
    ]
    reader.put("money.csv", "customer,date,amount\n" + "\n".join(lines) + "\n")
    file = reader.one(accept=True)
    assert file.ledger.lost.rows == 600
    rows = list(rejected_rows(reader.desk.connection, file))
    assert [row.line for row in rows] == [i + 2 for i in range(900) if i % 3 < 2]
    assert [row.text for row in rows[:2]] == ["c1", "c1 · 2026-03-01 · =cmd|' /C calc'!A0"]
    assert {row.line: row for row in file.ledger.examples} == {
        row.line: row for row in rows[: len(file.ledger.examples)]
    }
    target = tmp_path / "rejected.csv"
    assert write_rejected((("=money.csv", row) for row in rows), target, ENGLISH) == 600
    with target.open(encoding="utf-8-sig", newline="") as opened:
        written = list(csv.reader(opened))
    assert len(written) == 601
    assert written[1][:2] == ["'=money.csv", "2"]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", " =", "\t=", "\n=", "x;=", "x,+", '"=', "＝"]
)
def test_no_formula_is_written(start):
    """Whatever begins a formula has an apostrophe before it, wherever a cell may begin."""
    text = guarded(f"{start}1+1")
    sign = text.index("'")
    assert text[sign + 1] in "=+-@＝"
    assert guarded("plain · 12 · a=b") == "plain · 12 · a=b"
    assert "\x1b" not in guarded("\x1b[31m")


def test_progress_is_told_within_a_file(reader):
    """One file tells of its steps, a large one of more of the work than a small one."""
    reader.put("money.csv", "customer,date,amount\n" + "a,2026-03-01,1.00\n" * 900)
    reader.put("b.csv", "customer,date,amount\na,2026-03-01,1.00\n")
    told: list[float] = []
    reader.read(accept=True)
    reader.desk.read(reader.files, reader.memory, True, told.append)
    assert told == sorted(told)
    assert len([share for share in told if share < 0.9]) >= 4
    assert math.isclose(told[-1], 1.0)


def test_rejected_rows_of_parquet_are_read_where_they_lie(reader, tmp_path):
    """Of a Parquet file, too, line and content are those of the row."""
    path = tmp_path / "money.parquet"
    reader.desk.connection.execute(
        f"""COPY (SELECT CASE WHEN i % 100 < 99 THEN ' c' || i % 7 ELSE ' ' END AS customer,
            DATE '2026-01-01' AS date, i::DOUBLE AS amount FROM range(500) t(i))
        TO '{path}' (FORMAT parquet)"""
    )
    reader.files.append(File(path, "money.parquet", "transactions"))
    file = reader.one(accept=True)
    rows = list(rejected_rows(reader.desk.connection, file))
    assert [row.line for row in rows] == [101, 201, 301, 401, 501]
    assert rows[0].text == "  · 2026-01-01 · 99.0"
    read = {row[0] for row in reader.rows("customer")}
    assert read == {f"c{i}" for i in range(7)}  # without the space before it


def test_a_file_of_which_nothing_is_left_says_nothing(reader):
    """Transactions and contacts that are all rejected leave the measures of the survey."""
    scores = "".join(f"c{i},2026-01-10,{i % 11}\n" for i in range(110))
    reader.put("survey.csv", "customer,date,recommend\n" + scores, "survey")
    reader.put("money.csv", "customer,date,amount\na,2026-01-01,much\nb,2026-01-02,more\n")
    reader.put(
        "calls.csv", "customer,date,cost\na,2026-01-01,much\nb,2026-01-02,more\n", "contacts"
    )
    found = reader.baseline()
    assert found.measures[0].answers == 110
    assert found.drivers.service == {}
