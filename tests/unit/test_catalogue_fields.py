"""What has to be asked, field by field, and where it comes from: facts to hold the catalogue to.

Left is the name in the requirements, right what the catalogue calls it. What a field is not asked
for (a status of the work, a hash, a receipt) is worked out elsewhere and is no question.
"""

import pytest

from overstap.domain.catalogue import Audience, Sensitivity
from overstap.domain.code_tables import CodeTable
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables

CATALOGUE = read_catalogue()

FIELDS = {
    "A administration": """
        intake_datum talk.talks.held_on | gesprek_nr talk.talks | gesprekstaal talk.language
        tolk_ingezet talk.interpreter | individueel_gesprek talk.individual
        voorgelezen_en_akkoord talk.read_back talk.read_back_on talk.remark
        privacyinfo_gegeven talk.privacy_given talk.privacy_language talk.privacy_version
        voorkeur_geen_recht talk.no_right_told talk.no_right_language
        bezwaar_beperking talk.restriction""",
    "B person": """
        v_nummer person.v_number | bsn person.bsn
        namen person.given_names person.prefix person.surname | roepnaam person.call_name
        geboortedatum person.birth_date | geslacht person.gender
        nationaliteiten person.nationalities | geboorteland person.birth_country
        burgerlijke_staat person.marital_status | contact person.phone person.email""",
    "C status": """
        verblijfsfase status.phase | beschermingsstatus status.protection
        vergunning status.permit_from status.permit_until | verblijfstitel status.permit_title
        brp status.brp_registered status.brp_gemeente status.brp_date
        amv_gezag status.unaccompanied_minor status.custody
        koppeling household.matched_gemeente household.matched_on household.matching_state
        contacten household.coordinator household.gemeente_contact""",
    "D household": """
        rol person.role | meeverhuizend person.moves_along
        gezinsuitbreiding household.expansion_expected
        nareis household.joining.adults household.joining.children household.joining.procedure
            household.joining.expected household.joining.expected_until
        familie_in_nl household.family_in_nl.relation household.family_in_nl.gemeente
        school education.school | zorgtaken language.care_tasks""",
    "E housing": """
        hard_criteria housing.hard_criteria.type housing.hard_criteria.gemeente
            housing.hard_criteria.evidence housing.hard_criteria.evidence_kind
            housing.hard_criteria.seen_on housing.hard_criteria.from housing.hard_criteria.until
        zachte_voorkeur housing.preferences.place housing.preferences.reason
        vermijdregio housing.avoid_region housing.avoid_reason
        woonvorm housing.form_independent housing.form_shared housing.form_room housing.form_flex
            housing.form_transitional housing.form_har housing.form_outside housing.form_conditions
        max_reistijd housing.travel_time | slaapkamers housing.bedrooms
        behoeften housing.need_ground_floor housing.need_wheelchair housing.need_few_stairs
            housing.need_own_bathroom housing.need_quiet housing.need_near_care
            housing.need_care_space housing.need_own_bedroom
        urgentie housing.urgency | hulphond housing.assistance_animal
        rijbewijs practical.driving_licence practical.driving_country practical.transport
        aanbod housing.offers.date housing.offers.form housing.offers.result
            housing.offers.reason housing.offers.decision""",
    "F education and work": """
        opleidingen education.studies.level education.studies.subject education.studies.country
            education.studies.from education.studies.until education.studies.finished
            education.studies.diploma education.studies.valuation education.studies.dutch_level
        jaren_onderwijs education.years
        werkervaring education.jobs.occupation education.jobs.sector education.jobs.country
            education.jobs.from education.jobs.until education.jobs.kind
        werk_nu education.work_now education.work_hours education.work_gemeente
        ambitie education.goals education.ambition
        wensen education.wanted_job education.wanted_study education.study_wish
        competenties education.skills education.cv education.uaf
        digitaal education.digital education.device""",
    "G language and inburgering": """
        moedertaal language.mother_tongue
        overige_talen language.other_languages.language language.other_languages.spoken
            language.other_languages.written
        alfabetisering language.literacy
        nederlands language.dutch language.dutch_reading language.dutch_listening
            language.dutch_writing language.dutch_speaking language.dutch_basis language.dutch_on
        voorinburgering language.pre_consent language.pre_consent_on language.pre_state
            language.nt2_hours language.knm_hours language.guidance_hours language.intro_map
            language.intro_map_on language.intro_pvt language.intro_pvt_on language.attendance
            language.talk_test language.literacy_hours
        coa_niveaugroep language.coa_level_group
        lbt language.lbt_state language.lbt_date language.lbt_result language.lbt_score
            language.lbt_source
        inburgeringsplicht language.obligation | leerroute_opmerking language.route_remark
        beschikbaarheid language.half_days language.obstacles
        overdrachtscenario language.scenario""",
    "H self-reliance": """
        digid practical.digid | bankrekening practical.bank_account
        zorgverzekering practical.health_insurance | huisarts practical.doctor_transfer
        inkomen practical.income | schulden practical.debts_to_discuss
        eigen_email practical.own_email""",
    "I handover": """
        vorm handover.form | datum handover.held_on | deelnemers handover.participants
        afspraken talk.appointments.what talk.appointments.who talk.appointments.when
        openstaande_punten handover.open_points
        bewonerskopie handover.copy_given_on handover.copy_language""",
}

GGM = {
    "Asielstatushouder": "Telefoonnummer verblijf AZC, Emailadres verblijf AZC, DigiD aangevraagd,"
    " Rijbewijs, Land Rijbewijs, Is gekoppeld aan",
    "Voorbereiding op Inburgering": "InstemmingDeelnameVoorinburgering, DatumInstemming",
    "Introductiemodule": "DeelnameIntroductieModule",
    "Taalvaardigheid": "OpleidingsniveauGeschat, PresentieTaalles, TaalvaardigheidOverall,"
    " TaalvaardigheidMondeling, TaalvaardigheidSchriftelijk, ResultaatToetsTaalleerbaarheid,"
    " ResultaatToetsSpreekvaardigheid, Score",
    "Educatie": "Opleiding, EducatieVan, EducatieTot, EducatieLand, EducatieDiploma,"
    " EducatieInBezit",
    "Diplomawaardering": "WaarderingAangevraagd, DiplomaWaarderingNederlandsNiveau",
    "Werk": "CVGemaakt, VrijeTekstBesteding, Ambitie, ContactUAF, Beroep, BeroepVan, BeroepTot,"
    " SoortAanstelling, Taak",
    "ICT-Vaardigheid": "NiveauICTVaardigheid",
    "Brede Intake": "GevolgdeUrenKNMenTaalles, AantalUrenAlfabetiseringsOnderwijs",
    "Ontwikkelwens": "ontwikkelwensOmschrijving",
    "Aandachtspunt": "aandachtspuntOmschrijving",
    "Inburgeringsplicht": "IndicatorInburgeringsplicht, UitkomstLeerbaarheidstoets",
    "Vreemdeling": "v-nummer",
}
"""Source: Gemeentelijk Gegevensmodel (Gemeente Delft, EUPL-1.2), domain Inburgering. What its
location desk has no need of (Verslaving, Justitie, verzuim, training) is left out on purpose."""

WISHES = 10
JOB_CATEGORIES = 26
TOPICS = {
    "education", "work", "personal", "language_level", "participation", "self_reliance", "lbt",
}  # fmt: skip
"""Of the brede intake: Wet inburgering 2021, art. 14, and what is derived from it."""


@pytest.mark.parametrize("section", FIELDS)
def test_every_field_of_the_requirements_is_asked(section: str) -> None:
    keys = [word for word in FIELDS[section].split() if "." in word]
    known = {part.key for q in CATALOGUE.questions for part in (q, *q.parts)}

    assert [key for key in keys if key not in known] == []


def test_the_attributes_of_the_ggm_have_their_question() -> None:
    named = {part.ggm for q in CATALOGUE.questions for part in (q, *q.parts)}
    wanted = {f"{of}.{name.strip()}" for of, names in GGM.items() for name in names.split(",")}

    assert sorted(wanted - named) == []


def test_every_topic_of_the_brede_intake_has_questions() -> None:
    assert {q.topic for q in CATALOGUE.questions} >= TOPICS


def test_wishes_and_job_categories_are_those_of_the_ggm() -> None:
    sectors: CodeTable = read_code_tables().table("beroepsgroepen")

    assert len(CATALOGUE.question("education.goals").choices) == WISHES
    assert sum(not entry.valid_to for entry in sectors.entries) == JOB_CATEGORIES
    assert sectors.label("5", "nl") == "Dienstverlening en verkoop"
    assert [entry.code for entry in sectors.find("horeca", "nl")] == ["S05"]


def test_the_corporatie_gets_nothing_of_status_education_or_language() -> None:
    for question in CATALOGUE.questions:
        section = question.key.partition(".")[0]
        if section in ("status", "education", "language", "practical", "talk"):
            assert Audience.CORPORATIE not in question.audiences
    for key in ("person.bsn", "person.nationalities", "person.birth_country"):
        assert Audience.CORPORATIE not in CATALOGUE.question(key).audiences


def test_needs_are_health_and_numbers_are_identifiers() -> None:
    for question in CATALOGUE.questions:
        if question.key.startswith("housing.need_"):
            assert question.sensitivity is Sensitivity.HEALTH
    for key in ("person.v_number", "person.bsn"):
        assert CATALOGUE.question(key).sensitivity is Sensitivity.IDENTIFIER
