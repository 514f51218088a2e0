import threading
from collections.abc import Callable

import pytest

from offices import answer
from overstap.domain.answers import Answer
from overstap.kernel.task import Quiet
from overstap.store.search import Search
from overstap.store.vault import SqlVault
from overstap.usecases.app import App
from overstap.usecases.ports.lists import Tier
from people import names, register


@pytest.fixture
def desk(location: App) -> App:
    register(location, name="Haddad", given="Layla", born="19850312", v="2900001123", room="B-014")
    register(location, name="Gebreselassie", given="Mohammed", born="19850000")
    register(location, name="Özdemir", given="Ayşe", born="19920101", room="A-101")
    register(location, name="Abdulrahman Nour", given=".", born="20010607")
    return location


def test_a_resident_is_found_however_it_is_written(desk: App) -> None:
    haddad, mohammed = "Haddad, Layla", "Gebreselassie, Mohammed"
    ayse, nour = "Özdemir, Ayşe", "Abdulrahman Nour"
    expected = {
        Tier.PREFIX: {
            haddad: ("hadd", "layla hadd", "b-014", "B014", "29000", "290 000 1123"),
            ayse: ("ozde", "ayse 1992"),
        },
        Tier.SOUND: {
            haddad: ("Khaddad", "Leyla Hadad"),
            mohammed: ("محمد", "ገብረስላሴ", "Gebre Selassie", "Muhamad Gebresilasie"),
            nour: ("عبد الرحمن", "Noor Abd el-Rahman"),
        },
        Tier.FUZZY: {haddad: ("Hapdad", "Layla Hadadt"), mohammed: ("Gebreselamsie Mohamed",)},
    }

    found = {
        tier: {name: tuple(typed for typed in texts if first(desk, typed) == (name, tier))
               for name, texts in people.items()}
        for tier, people in expected.items()
    }  # fmt: skip

    assert found == expected


def first(app: App, typed: str) -> tuple[str, Tier]:
    """Who comes first, and how they were found."""
    hit = app.find_residents(typed).hits[0]
    return hit.name, hit.tier


def test_nobody_is_found_for_somebody_who_is_not_there(desk: App) -> None:
    assert names(desk, "Warsame") == []


def test_who_is_called_so_comes_before_who_is_also_called_so(desk: App) -> None:
    register(desk, name="Aarts", given="Haddad")

    assert names(desk, "haddad")[:2] == ["Haddad, Layla", "Aarts, Haddad"]


def test_everybody_stands_by_name_for_an_empty_text(desk: App) -> None:
    everybody = names(desk, "")

    assert everybody == sorted(everybody, key=str.casefold)[:-1] + everybody[-1:]
    assert len(everybody) == 4


def test_a_changed_name_is_found_at_once_and_the_old_one_no_more(desk: App) -> None:
    person = desk.find_residents("hadd").hits[0].person

    answer(desk, person, "person.surname", "Nasser")

    assert names(desk, "nasser") == ["Nasser, Layla"]
    assert "Nasser, Layla" not in names(desk, "hadd")


def test_a_list_is_read_a_page_at_a_time(desk: App) -> None:
    listing = desk.find_residents.listing()

    pages = [desk.find_residents.page(listing, start, 3) for start in (0, 3)]

    assert len(listing) == 4
    assert [hit.name for page in pages for hit in page] == names(desk, "")


def test_a_page_leaves_out_who_was_erased_meanwhile(desk: App) -> None:
    listing = desk.find_residents.listing()
    first = desk.find_residents.page(listing, 0, 1)[0]

    desk.find_residents.vault.erase(first.person, "Wit")

    assert first.person not in [hit.person for hit in desk.find_residents.page(listing, 0, 9)]


def test_no_word_of_an_erased_resident_is_left_in_the_index(desk: App) -> None:
    traces = (b"addad", b"ayla", b"014")
    person = desk.find_residents("hadd").hits[0].person
    vault = desk.find_residents.vault
    assert isinstance(vault, SqlVault)
    before = index(vault)

    vault.erase(person, "Wit")

    after = index(vault)
    assert [trace in before for trace in traces] == [True, True, True]
    assert [trace in after for trace in traces] == [False, False, False]
    assert names(desk, "hadd") == []


def index(vault: SqlVault) -> bytes:
    """Everything that the index of names and the keys of doubles are kept in."""
    with vault._transactions() as session:
        run = session.connection().exec_driver_sql
        blocks = b"".join(block for (block,) in run("SELECT block FROM name_index_data"))
        return blocks + "".join(key for (key,) in run("SELECT key FROM double_key")).encode()


def test_the_index_can_be_made_again(desk: App) -> None:
    vault = desk.find_residents.vault
    assert isinstance(vault, SqlVault)
    before = {text: names(desk, text) for text in ("", "hadd", "Khaddad", "Hapdad", "29000")}

    vault.history.reindex(Quiet())

    assert {text: names(desk, text) for text in before} == before


@pytest.mark.parametrize("ask", [lambda search: search("hadd", 50, None), Search.count])
def test_the_next_key_interrupts_a_search(desk: App, ask: Callable[[Search], object]) -> None:
    vault = desk.find_residents.vault
    assert isinstance(vault, SqlVault)
    looking = threading.Event()

    class Slow:
        """A connection that a search is long busy with."""

        def __init__(self) -> None:
            self.inner = vault._database.connect()

        def execute(self, *query: object) -> object:
            looking.set()
            return self.inner.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i)"
                " FROM n"
            )

        def interrupt(self) -> None:
            self.inner.interrupt()

    search = Search(Slow)  # type: ignore[arg-type]
    raised: list[str] = []

    def look() -> None:
        from overstap.kernel.errors import CancelledError

        try:
            ask(search)
        except CancelledError:
            raised.append("cancelled")

    thread = threading.Thread(target=look)
    thread.start()
    assert looking.wait(5)
    while thread.is_alive():
        search.stop()
        thread.join(0.01)

    assert raised == ["cancelled"]


def test_reading_does_not_wait_for_somebody_who_writes(desk: App) -> None:
    vault = desk.find_residents.vault
    found: list[list[str]] = []

    with vault.writing():
        person = register(desk, name="Nasser")
        thread = threading.Thread(target=lambda: found.append(names(desk, "nasser")))
        thread.start()
        thread.join(5)
        own = vault.records([person])

    assert found == [[]]
    assert own[person].answers["person.surname"] == Answer("Nasser")
    assert names(desk, "nasser") == ["Nasser"]
