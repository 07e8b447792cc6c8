"""Random tables in random dialects are read back to the letter, or asked about."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.baseline.reader import Reader

DAYS = st.dates(date(2001, 1, 1), date(2026, 1, 1))
NAMES = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\\\x85\u2028\u2029"),
    min_size=1,
    max_size=12,
).map(lambda text: f"k{text.strip()}")
AMOUNTS = st.decimals(min_value=0, max_value=99_999, places=2)
TABLES = st.lists(st.tuples(NAMES, DAYS, AMOUNTS), min_size=3, max_size=12)
FORMS = {"year-month-day": "%Y-%m-%d", "day/month/year": "%d/%m/%Y", "day.month.year": "%d.%m.%Y"}


def written(rows, delimiter, mark, form, end, quoting, encoding) -> bytes:
    """Return the table as a file in this dialect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(["customer", "date", "amount"])
    for name, day, amount in rows:
        writer.writerow([name, day.strftime(FORMS[form]), str(amount).replace(".", mark)])
    return text.getvalue().encode(encoding)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    TABLES,
    st.sampled_from(",;\t|"),
    st.sampled_from(".,"),
    st.sampled_from(list(FORMS)),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_comes_back_or_is_asked(rows, delimiter, mark, form, end, quoting, encoding):
    """Whatever the dialect, no name, day or amount is changed without a question."""
    with tempfile.TemporaryDirectory() as name:
        reader = Reader(Path(name))
        reader.put("t.csv", written(rows, delimiter, mark, form, end, quoting, encoding))
        reading = reader.read()
        file = reading.files[0]
        assert file.refused is None, file.refused
        if not reading.questions:
            found = reader.rows("customer, day, amount")
            unique = list(dict.fromkeys(rows))
            if file.ledger.duplicates.rows == 0 and file.ledger.lost.rows == 0:
                assert found == [(n, d, float(a)) for n, d, a in unique]
            assert file.ledger.conserved
            assert file.ledger.read.rows == len(rows)
            assert file.ledger.lost.rows == 0
        reader.desk.connection.close()
