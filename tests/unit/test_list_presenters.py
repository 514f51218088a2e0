"""The pages of work, doubles and lists to take over, without a screen, on a real vault."""

from pathlib import Path
from typing import Any

from doing import run_now
from overstap.gui.screens.doubles.presenter import MOST as MOST_PAIRS
from overstap.gui.screens.doubles.presenter import DoublesPresenter
from overstap.gui.screens.list_import.presenter import MOST as MOST_ROWS
from overstap.gui.screens.list_import.presenter import ImportPresenter
from overstap.gui.screens.work.presenter import WorkPresenter
from overstap.gui.screens.work.state import FilterForm
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.words.speaker import Speaker
from people import register

NL = load("nl")


class Seen:
    """A screen that remembers what it was shown."""

    def __init__(self) -> None:
        self.state: Any = None
        self.form: FilterForm | None = None
        self.changes = 0

    def show_state(self, state: Any) -> None:
        self.state = state

    def ask_filter(self, form: FilterForm) -> None:
        self.form = form

    def tell_gone(self) -> None:
        pass

    def tell_changed(self) -> None:
        self.changes += 1


def speaker(app: App) -> Speaker:
    return Speaker(app.catalogue, app.tables, NL)


def test_a_kept_filter_says_what_it_narrows_to_and_how_many_that_are(location: App) -> None:
    seen = Seen()
    register(location, name="Haddad", room="B-214")
    location.saved_filters.save("mijn", Filter("b-", Selection(WorkList.NEW)))
    location.saved_filters.save("stad", Filter("", Selection(gemeente="GM9999")))
    location.saved_filters.save("alles", Filter())

    WorkPresenter(seen, location, NL, run_now).refresh()

    assert [(row.name, row.details, row.count) for row in seen.state.kept] == [
        ("alles", NL("filter.everybody"), 1),
        ("mijn", f"{NL('work.new')} · “b-”", 1),
        ("stad", "Voorbeeldstad", 0),
    ]


def test_a_filter_is_asked_with_every_list_and_the_gemeenten_that_exist(location: App) -> None:
    seen = Seen()
    location.saved_filters.save("mijn", Filter("b-", Selection(WorkList.NEW)))

    WorkPresenter(seen, location, NL, run_now).edit("mijn", None)

    assert seen.form is not None
    assert (seen.form.before, seen.form.taken) == ("mijn", frozenset())
    assert seen.form.filter == Filter("b-", Selection(WorkList.NEW))
    assert len(seen.form.lists) == 1 + len(WorkList)
    gemeenten = dict(seen.form.gemeenten)
    assert gemeenten["GM9999"] == "Voorbeeldstad", "an office that trains sees made-up ones"
    assert "GM0193" in gemeenten
    assert list(gemeenten.values())[1:] == sorted(list(gemeenten.values())[1:], key=str.casefold)


def test_the_likeliest_pairs_are_shown_and_the_others_counted(location: App) -> None:
    seen, alike = Seen(), 12
    for _ in range(alike):
        register(location, name="Haddad", given="Layla", born="19850312")

    DoublesPresenter(seen, location, speaker(location), run_now).entered()

    pairs = alike * (alike - 1) // 2
    assert len(seen.state.pairs) == MOST_PAIRS
    assert seen.state.found == NL("doubles.found", count=pairs)
    assert seen.state.more == NL("doubles.more", count=pairs - MOST_PAIRS)


def test_an_answer_that_was_chosen_stays_chosen_when_the_other_file_goes_on(location: App) -> None:
    seen = Seen()
    one = register(location, name="Haddad", given="Layla", born="19850312")
    other = register(location, name="Haddad", given="Leyla", born="19850000")
    presenter = DoublesPresenter(seen, location, speaker(location), run_now)
    presenter.compare(one, other)

    presenter.choose("person.given_names", False)
    presenter.keep(True)

    chosen = {row.field: row.chosen_right for row in seen.state.rows}
    assert chosen == {"person.given_names": False, "person.birth_date": True}
    presenter.merge()
    assert seen.changes == 1
    answers = location.open_file(other).records[other].answers
    assert (answers["person.given_names"].text, answers["person.birth_date"].text) == (
        "Layla",
        "19850000",
    )


def test_two_who_are_alike_no_more_lead_back_to_the_pairs(location: App) -> None:
    seen = Seen()
    one = register(location, name="Haddad", given="Layla", born="19850312")
    other = register(location, name="Tesfay", given="Abel", born="19900101")

    DoublesPresenter(seen, location, speaker(location), run_now).compare(one, other)

    assert seen.state.pairs == ()
    assert seen.state.found == NL("doubles.found", count=0)


def test_of_very_many_faulty_rows_some_are_shown_and_all_can_be_left_out(
    location: App, tmp_path: Path
) -> None:
    seen, path = Seen(), tmp_path / "lijst.csv"
    wrong = [f"Naam{number};31-2-1990" for number in range(MOST_ROWS + 5)]
    path.write_text("\n".join(["Naam;Geboren", "Haddad;1985", *wrong]), "utf-8")
    presenter = ImportPresenter(seen, location, speaker(location), run_now)
    presenter.open(path)
    presenter.check()
    assert len(seen.state.faulty) == MOST_ROWS
    assert seen.state.more["faulty"] == NL("import.more", count=5)

    presenter.skip_all("faulty")
    assert seen.state.can_import
    presenter.take_over()

    assert [hit.name for hit in location.find_residents("").hits] == ["Haddad"]


def test_another_file_begins_with_nobody_left_out(location: App, tmp_path: Path) -> None:
    seen = Seen()
    register(location, name="Haddad", v="2900001123")
    presenter = ImportPresenter(seen, location, speaker(location), run_now)
    for number in ("2900001123", "2900001131"):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"Naam;V-nummer\nHaddad;{number}", "utf-8")
        presenter.open(path)
        presenter.check()
        skipped = [row.row for row in seen.state.known if row.skipped]
        assert skipped == ([2] if number == "2900001123" else [])

    assert seen.state.summary == NL("import.summary", count=1)


def test_what_is_left_out_counts_for_nobody_and_for_no_household(
    location: App, tmp_path: Path
) -> None:
    seen = Seen()
    presenter = ImportPresenter(seen, location, speaker(location), run_now)
    path = tmp_path / "lijst.csv"
    path.write_text("Naam;Gezin\nHaddad;1\nNasser;2\nNasser;2", "utf-8")
    presenter.open(path)
    presenter.check()
    whole = seen.state.lead

    presenter.skip(2, True)
    presenter.skip(3, True)

    assert whole == NL("import.check.lead", residents=3, households=2)
    assert seen.state.lead == NL("import.check.lead", residents=1, households=1)
