"""One paragraph and some answers per script, with what goes wrong most: brackets, a date, a
telephone number and a Dutch name inside, joined letters and marks."""

from dataclasses import replace

from overstap.domain.paper import Line, Paper, Part
from overstap.i18n.languages import isolate
from papers import PAPER

DAY, PHONE, PLACE = "15-03-2027", "+31 6 12345678", "Voorbeeldstad"
SENTENCES = {
    "ar": "لديك موعد يوم {day} في بلدية {place} (الطابق الثاني). رقم الهاتف: {phone}.",
    "fa": "شما در تاریخ {day} در شهرداری {place} (طبقهٔ دوم) قرار ملاقات دارید. می‌توانید با {phone} تماس بگیرید.",  # noqa: E501
    "prs": "شما به تاریخ {day} در شاروالی {place} (منزل دوم) وعده ملاقات دارید. تلیفون: {phone}.",
    "ps": "تاسو د {day} په نېټه په {place} (دوهم پوړ) کې ناسته لرئ. د ټیلیفون شمېره: {phone}.",
    "ckb": "لە {day} لە شارەوانی {place} (نهۆمی دووەم) چاوپێکەوتنت هەیە. ژمارەی تەلەفۆن: {phone}.",
    "ti": "ብዕለት {day} ኣብ ምምሕዳር {place} (ካልኣይ ደርቢ) ቆጸራ ኣለኩም። ቁጽሪ ስልኪ፦ {phone}።",
    "am": "በ{day} በ{place} ማዘጋጃ ቤት (ሁለተኛ ፎቅ) ቀጠሮ አለዎት። ስልክ ቁጥር፦ {phone}።",
    "uk": "У вас зустріч {day} у муніципалітеті {place} (другий поверх). Телефон: {phone}. Ґанок, їжа, є.",  # noqa: E501
    "ru": "У вас встреча {day} в муниципалитете {place} (второй этаж). Телефон: {phone}.",
    "tr": "{day} tarihinde {place} belediyesinde (ikinci kat) görüşmeniz var. İğdır, ışık. Telefon: {phone}.",  # noqa: E501
}
ANSWERS = {
    "ar": ("الاسم", "نعم، بشروط"),
    "fa": ("نام", "بله، با شرط"),
    "prs": ("نام", "بلی، به شرط"),
    "ps": ("نوم", "هو، په شرط"),
    "ckb": ("ناو", "بەڵێ، بە مەرج"),
    "ti": ("ስም", "እወ፡ ብውዕል"),
    "am": ("ስም", "አዎ፣ በሁኔታ"),
    "uk": ("Ім’я", "Так, за умов"),
    "ru": ("Имя", "Да, при условии"),
    "tr": ("Ad", "Evet, şartlı"),
}


def sentence(language: str) -> str:
    """The paragraph, with its values isolated as the texts of the program do it."""
    return SENTENCES[language].format(day=isolate(DAY), place=isolate(PLACE), phone=isolate(PHONE))


def in_script(language: str) -> Paper:
    """A paper in that language; the answers are bare, as the press gets them."""
    label, answer = ANSWERS[language]
    lines = (
        Line(label, "Haddad, Layla (Voorbeeld)"),
        Line(label, answer),
        Line(label, DAY),
        Line(label, PHONE),
        Line(label, "1234 AB"),
    )
    return replace(
        PAPER,
        language=language,
        facts=(),
        code=None,
        parts=(Part(label, sentences=(sentence(language),), lines=lines),),
    )
