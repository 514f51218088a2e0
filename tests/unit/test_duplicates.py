from pathlib import Path

from offices import answer, take_in
from overstap.domain.doubles import Traits, Why, reasons
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from people import answers, register

KNOWN = {"name": "Haddad", "given": "Layla", "born": "19850312", "v": "2900001123"}


def why(app: App, **said: str) -> set[str]:
    """Why the first likely duplicate is one; empty where there is none."""
    found = app.likely_duplicates(answers(**said))
    return set(found[0].why) if found else set()


def test_a_likely_duplicate_is_named_with_the_reasons(location: App) -> None:
    register(location, **KNOWN)
    register(location, name="Tesfay", given="Samuel", born="19900101")
    expected = {
        ("Smit", "", "", "2900001123"): {Why.V_NUMBER, Why.BIRTH_UNKNOWN},
        ("Haddad", "Layla", "19850312", "2900001123"): {
            Why.V_NUMBER, Why.NAME_SAME, Why.BIRTH_SAME
        },
        ("Khadad", "Leila", "19850312", ""): {Why.NAME_SOUNDS, Why.BIRTH_SAME},
        ("Layla", "Haddad", "19851203", ""): {Why.NAME_SAME, Why.BIRTH_SWAPPED},
        ("حداد", "ليلى", "19850321", ""): {Why.NAME_SOUNDS, Why.BIRTH_NEAR},
        ("Haddat", "Laila", "19850000", ""): {Why.NAME_SOUNDS, Why.BIRTH_YEAR},
        ("Haddad", "Layla", "19860101", ""): {Why.NAME_SAME, Why.BIRTH_NEXT_YEAR},
        ("Haddad", "Layla", "", ""): {Why.NAME_SAME, Why.BIRTH_UNKNOWN},
        ("Hamdad", "Laylo", "19850312", ""): {Why.NAME_ALIKE, Why.BIRTH_SAME},
        ("Haddad", "Layla", "19950312", ""): set(),
        ("Nasser", "Omar", "19850312", ""): set(),
        ("Haddad", "", "", ""): set(),
        ("", "", "", ""): set(),
    }  # fmt: skip

    named = {
        said: why(location, **{k: text for k, text in zip(KNOWN, said, strict=True) if text})
        for said in expected
    }

    assert named == expected


def test_an_unknown_birth_year_on_record_hides_nobody(location: App) -> None:
    register(location, name="Haddad", given="Layla")

    assert Why.NAME_SAME in why(location, name="Haddad", given="Layla", born="19850312")


def test_a_resident_is_no_duplicate_of_itself(location: App) -> None:
    person = register(location, **KNOWN)

    assert location.likely_duplicates(answers(**KNOWN), person) == ()


def test_who_was_said_to_be_somebody_else_is_not_named_again(location: App) -> None:
    one = register(location, **KNOWN)
    other = register(location, **KNOWN)
    assert [found.person for found in location.likely_duplicates(answers(**KNOWN), one)] == [other]

    location.keep_apart(one, other)

    assert location.likely_duplicates(answers(**KNOWN), one) == ()
    assert location.likely_duplicates(answers(**KNOWN), other) == ()
    assert location.sweep_duplicates(Quiet()) == ()
    assert len(location.likely_duplicates(answers(**KNOWN))) == 2


def test_that_they_are_two_people_is_an_answer_that_other_desks_get(location: App) -> None:
    one, other = register(location, **KNOWN), register(location, **KNOWN)

    location.keep_apart(one, other)

    said = location.open_file(one).records[one].answers
    assert said[f"identity.not_same/{other}"].value is True


def test_an_import_names_who_may_be_here_already(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = take_in(location, 1, seed=1)[0]
    file = location.open_file(household)
    arriving = location.find_residents(file.name).hits[0]
    known = register(gemeente, name=file.name, born=arriving.birth_date)
    sent = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())

    preview = gemeente.preview_import(sent.path, Quiet())

    assert [(d.record, d.duplicate.person) for d in preview.doubles] == [(file.person, known)]

    gemeente.import_bundle(sent.path, Quiet())
    gemeente.keep_apart(file.person, known)
    assert gemeente.sweep_duplicates(Quiet()) == ()


def test_that_they_are_two_people_goes_to_the_gemeente_with_both_and_never_with_one(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    households = take_in(location, 2, seed=4)
    one, other = (location.open_file(household).person for household in households)
    for person in (one, other):
        seen = location.open_file(person).records[person].seen
        location.save_answers(person, answers(**KNOWN), seen)
    for household in households:
        location.agree_read_back(household)
        location.release(household)
    location.keep_apart(one, other)

    def arrives(*going: str) -> set[str]:
        sent = location.hand_over(list(going), gemeente.office.id, tmp_path, Quiet())
        gemeente.import_bundle(sent.path, Quiet())
        said = (gemeente.open_file(p).records[p].stated for p in known if p in of(*going))
        return {field for stated in said for field in stated if field.startswith("identity.")}

    def of(*going: str) -> set[str]:
        return {m.person for household in going for m in location.open_file(household).members}

    known = (one, other)
    assert arrives(households[0]) == set()
    for person in known:
        answer(location, person, "person.marital_status", "partner")
    for household in households:
        location.agree_read_back(household)
        location.release(household)
    assert arrives(*households) == {f"identity.not_same/{other}"}
    pairs = gemeente.sweep_duplicates(Quiet())
    assert not [pair for pair in pairs if {pair.one.person, pair.other.person} == {one, other}]


def test_a_sweep_names_every_pair_once(location: App) -> None:
    one = register(location, **KNOWN)
    other = register(location, name="Khaddad", given="Leyla", born="19850000")
    register(location, name="Tesfay", given="Samuel", born="19900101")

    pairs = location.sweep_duplicates(Quiet())

    assert [{pair.one.person, pair.other.person} for pair in pairs] == [{one, other}]


def test_reasons_are_the_same_from_both_sides() -> None:
    one = Traits("Haddad, Layla", "19850312", "")
    other = Traits("Layla Hadad", "19851203", "2900001123")

    assert reasons(one, other) == reasons(other, one) == (Why.NAME_SOUNDS, Why.BIRTH_SWAPPED)
