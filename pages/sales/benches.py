"""The benches of the Business case page: the cover, the three views, whose numbers they are."""

from __future__ import annotations

from collections import Counter
from datetime import date

from cxsim.export.case import FIGURES, OWNERS, Owned, figure_text, owner_text, signatures, views_of
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.text.case import OWNER_HELP, OWNER_NAMES, VIEW_HELP, VIEW_NAMES, each_by_itself
from cxsim.text.language import DASH, Language
from cxsim.text.results import RESULT_LABELS
from cxsim.text.sensitivity import register_name, show_input
from pages.bench import Bench, Button, Field, Grid, Row, Section
from pages.sales.offer import Offer, dated

PICTURES = "image/png,image/jpeg"


def cover_bench(offer: Offer, result: Result, today: date, language: Language) -> Bench:
    """Return the fields of the cover, and the three views as a table."""
    title = language.say("Cover")
    return _bench(
        title, (_cover(offer, today, language), _views(result, language)), offer, language
    )


def numbers_bench(
    offer: Offer, rows: tuple[Owned, ...], scenario: Scenario, language: Language
) -> Bench:
    """Return whose each number is, and the way to accept those that nobody vouches for."""
    title = language.say("Whose numbers they are")
    sections = (_accept(offer, rows, language), _numbers(offer, rows, scenario, language))
    return _bench(title, sections, offer, language)


def _bench(title: str, sections: tuple[Section, ...], offer: Offer, language: Language) -> Bench:
    return Bench(
        language=language.code,
        title=title,
        sections=sections,
        announcement=offer.trouble,
        help=language.say("About"),
    )


def _cover(offer: Offer, today: date, language: Language) -> Section:
    say = language.say
    wrong = bool(offer.day.strip()) and dated(offer.day) is None
    fields = (
        Field("customer", say("Customer"), offer.customer, help=say("For whom the case is made.")),
        Field("author", say("Author"), offer.author, help=say("Who makes it, and stands for it.")),
        Field(
            "day",
            say("Date"),
            offer.day,
            fault=say("It is not a date written like 2026-03-31.") if wrong else "",
            note="" if offer.day.strip() else language.day(today),
            help=say("Stands on every file. Empty: today."),
        ),
    )
    logo = Button(
        "logo",
        say("Change the logo…") if offer.logo else say("Choose a logo…"),
        kind="file",
        accept=PICTURES,
    )
    away = (Button("no logo", say("Remove the logo"), tone="quiet"),) if offer.logo else ()
    return Section(
        "cover",
        say("Cover"),
        say("What stands on the first page. The logo: PNG or JPEG. All of it stays here."),
        faults=(offer.trouble,) if offer.trouble else (),
        fields=fields,
        buttons=(logo, *away),
    )


def _views(result: Result, language: Language) -> Section:
    views = views_of(result)
    rows = tuple(
        Row(
            language.read(RESULT_LABELS[name].name),
            tuple(figure_text(name, view.figures[name], result, language) for view in views),
            help=language.read(RESULT_LABELS[name].help),
        )
        for name in FIGURES
    )
    head = (language.say("Result"), *(language.read(VIEW_NAMES[view.name]) for view in views))
    words = " ".join([language.read(VIEW_HELP["conservative"]), each_by_itself(language)])
    title = language.say("Three views")
    return Section("views", title, words, grids=(Grid("views", title, head, rows),))


def _accept(offer: Offer, rows: tuple[Owned, ...], language: Language) -> Section:
    say = language.say
    left = sum(row.open for row in rows)
    told = signatures(rows, language)
    back = (Button("take back", say("Take the acceptance back"), tone="quiet"),) if told else ()
    if not left:
        words = say("No number is left that nobody vouches for: the files are final.")
        return Section("accept", say("Final"), " ".join([*told, words]), buttons=back)
    words = say(
        "Numbers of grade D or without a source: {count}. Until somebody accepts them by name, "
        "every file is a draft and says so. Better: give them a source, in the simulator.",
        count=language.number(left),
    )
    name = Field(
        "signing",
        say("Accept in the name of"),
        offer.signing,
        help=say("Stands in every file, beside each of the numbers."),
    )
    button = Button(
        "accept",
        say("Accept these numbers ({count})", count=language.number(left)),
        tone="primary",
        off=not offer.signing.strip(),
    )
    return Section(
        "accept",
        say("Draft"),
        " ".join([*told, words]),
        fields=(name,),
        buttons=(button, *back),
    )


def _numbers(
    offer: Offer, rows: tuple[Owned, ...], scenario: Scenario, language: Language
) -> Section:
    say = language.say
    counts = Counter(row.owner for row in rows)
    left = sum(row.open for row in rows)
    shown = offer.shown if offer.shown != "open" or left else ""
    names = {
        "open": (say("Not accepted"), left),
        **{owner: (language.read(OWNER_NAMES[owner]), counts[owner]) for owner in OWNERS},
        "": (say("All"), len(rows)),
    }
    tabs = tuple(
        Button(
            f"show {key}",
            say("{name} ({count})", name=name, count=language.number(count)),
            pressed=key == shown,
        )
        for key, (name, count) in names.items()
        if count
    )
    listed = [r for r in rows if shown == "" or r.owner == shown or (shown == "open" and r.open)]
    head = (say("Assumption"), say("Mean"), say("Whose number"), say("Grade"), say("Source"))
    cells = tuple(_number(row, scenario, language) for row in listed)
    words = " ".join(
        f"{language.read(OWNER_NAMES[owner])}. {language.read(OWNER_HELP[owner])}"
        for owner in OWNERS
        if owner == shown
    )
    title = say("Whose numbers they are")
    return Section(
        "numbers", title, words, tabs=tabs, grids=(Grid("numbers", title, head, cells, True),)
    )


def _number(each: Owned, scenario: Scenario, language: Language) -> Row:
    row, source = each.row, each.row.source
    value = DASH
    if row.value is not None:
        value = show_input(row.path, row.value, scenario.currency, language)
    if row.mix is not None:
        value = " / ".join(language.percent(share) for share in row.mix)
    return Row(
        register_name(row.path, language),
        (
            value,
            owner_text(each, language),
            source.grade if source else DASH,
            source.source if source else DASH,
        ),
    )
