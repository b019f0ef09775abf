"""Every word that an alert adds to a report, in the seven languages: one row for each.

English and Russian were written with confidence; the others are careful drafts that native
speakers have not read yet. Nothing is ever upper-cased; French has its no-break spaces,
Armenian its own stops, Turkish its point in times.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """One language. A pair is what stands before a time, and how the time is written."""

    #: `strftime` pattern of a time of day.
    clock: str
    #: CLDR pattern of a day of this year; the year follows after `year`.
    day: str = "d MMMM"
    year: str = " y"
    #: The report states a time of today, of another day, or a day only.
    at: tuple[str, str]
    on_at: tuple[str, str]
    on: tuple[str, str]
    #: The report states no date: this is when it was seen.
    undated: tuple[str, str]
    #: In which language the report is, where it is not the channel's.
    written_in: str
    untitled: str
    #: Whose voice a source is, by `Source.leaning`.
    leanings: Mapping[str, str]
    united_nations: str
    international: str
    #: Headline of a message after an outage, by plural form of the number of stories.
    caught_up: Mapping[str, str]
    more: str
    #: The same after a chat did not take messages for a while.
    held_back: Mapping[str, str]
    #: Button of an alert; it answers with the names of so many sources.
    sources: str
    #: Answer of that button where nothing is known any more.
    forgotten: str
    #: Under a message that may have been sent before.
    repeat: str
    #: The first message in a channel or supergroup, deleted at once.
    set_up: str


LABELS: Mapping[str, Labels] = {
    "en": Labels(
        clock="%H:%M",
        day="d MMM",
        at=("Reported ", "{time} ({city})"),
        on_at=("Reported ", "{day} {time} ({city})"),
        on=("Reported ", "{day}"),
        undated=("Undated, seen ", "{time} ({city})"),
        written_in="Reported in {language}",
        untitled="Report without a title",
        leanings={
            "state": "state",
            "public": "public broadcaster",
            "independent": "independent",
            "exile": "in exile",
            "wire": "news agency",
            "intergovernmental": "intergovernmental",
        },
        united_nations="UN",
        international="international",
        caught_up={
            "one": "While the sources could not be read: {n} story",
            "other": "While the sources could not be read: {n} stories",
        },
        more="… and {n} more",
        held_back={
            "one": "While this chat could not be reached: {n} story",
            "other": "While this chat could not be reached: {n} stories",
        },
        sources="Sources {n}",
        forgotten="This report is no longer stored.",
        repeat="May be a repeat: it is not known whether the first copy arrived.",
        set_up="Setting up alerts.",
    ),
    "ru": Labels(
        clock="%H:%M",
        at=("Сообщено в ", "{time} ({city})"),
        on_at=("Сообщено ", "{day} в {time} ({city})"),
        on=("Сообщено ", "{day}"),
        undated=("Без даты, замечено в ", "{time} ({city})"),
        written_in="Язык сообщения: {language}",
        untitled="Сообщение без заголовка",
        leanings={
            "state": "государственный источник",
            "public": "общественный вещатель",
            "independent": "независимый источник",
            "exile": "в изгнании",
            "wire": "информационное агентство",
            "intergovernmental": "межправительственная организация",
        },
        united_nations="ООН",
        international="международный источник",
        caught_up={
            "one": "Пока источники не читались: {n} сюжет",
            "few": "Пока источники не читались: {n} сюжета",
            "many": "Пока источники не читались: {n} сюжетов",
            "other": "Пока источники не читались: {n} сюжета",
        },
        more="… и ещё {n}",
        held_back={
            "one": "Пока чат был недоступен: {n} сюжет",
            "few": "Пока чат был недоступен: {n} сюжета",
            "many": "Пока чат был недоступен: {n} сюжетов",
            "other": "Пока чат был недоступен: {n} сюжета",
        },
        sources="Источники: {n}",
        forgotten="Это сообщение больше не хранится.",
        repeat="Возможно, повтор: неизвестно, дошло ли первое сообщение.",
        set_up="Настройка оповещений.",
    ),
    "hy": Labels(
        clock="%H:%M",
        at=("Հաղորդվել է ", "{time}-ին ({city})"),
        on_at=("Հաղորդվել է ", "{day}, {time} ({city})"),
        on=("Հաղորդվել է ", "{day}"),
        undated=("Առանց ամսաթվի, նկատվել է ", "{time}-ին ({city})"),
        written_in="Հաղորդման լեզուն՝ {language}",
        untitled="Հաղորդում առանց վերնագրի",
        leanings={
            "state": "պետական",
            "public": "հանրային հեռարձակող",
            "independent": "անկախ",
            "exile": "վտարանդի",
            "wire": "լրատվական գործակալություն",
            "intergovernmental": "միջկառավարական",
        },
        united_nations="ՄԱԿ",
        international="միջազգային",
        caught_up={
            "one": "Մինչ աղբյուրները հասանելի չէին․ {n} լուր",
            "other": "Մինչ աղբյուրները հասանելի չէին․ {n} լուր",
        },
        more="… և ևս {n}",
        held_back={
            "one": "Մինչ զրույցը հասանելի չէր․ {n} լուր",
            "other": "Մինչ զրույցը հասանելի չէր․ {n} լուր",
        },
        sources="Աղբյուրներ՝ {n}",
        forgotten="Այս հաղորդումն այլևս չի պահվում։",
        repeat="Հնարավոր է՝ կրկնություն է․ հայտնի չէ՝ արդյոք առաջինը տեղ է հասել։",
        set_up="Ծանուցումների կարգավորում։",
    ),
    "az": Labels(
        clock="%H:%M",
        at=("Bildirilib: ", "{time} ({city})"),
        on_at=("Bildirilib: ", "{day}, {time} ({city})"),
        on=("Bildirilib: ", "{day}"),
        undated=("Tarixsiz, görülüb: ", "{time} ({city})"),
        written_in="Xəbərin dili: {language}",
        untitled="Başlıqsız xəbər",
        leanings={
            "state": "dövlət",
            "public": "ictimai yayımçı",
            "independent": "müstəqil",
            "exile": "mühacirətdə",
            "wire": "xəbər agentliyi",
            "intergovernmental": "hökumətlərarası",
        },
        united_nations="BMT",
        international="beynəlxalq",
        caught_up={
            "one": "Mənbələr oxunmadığı müddətdə: {n} xəbər",
            "other": "Mənbələr oxunmadığı müddətdə: {n} xəbər",
        },
        more="… və daha {n}",
        held_back={
            "one": "Söhbət əlçatmaz olduğu müddətdə: {n} xəbər",
            "other": "Söhbət əlçatmaz olduğu müddətdə: {n} xəbər",
        },
        sources="Mənbələr: {n}",
        forgotten="Bu xəbər artıq saxlanılmır.",
        repeat="Təkrar ola bilər: birincinin çatıb-çatmadığı məlum deyil.",
        set_up="Bildirişlər qurulur.",
    ),
    "ka": Labels(
        clock="%H:%M",
        year=", y",
        at=("გავრცელდა: ", "{time} ({city})"),
        on_at=("გავრცელდა: ", "{day}, {time} ({city})"),
        on=("გავრცელდა: ", "{day}"),
        undated=("თარიღის გარეშე, შემჩნეულია: ", "{time} ({city})"),
        written_in="ცნობის ენა: {language}",
        untitled="ცნობა სათაურის გარეშე",
        leanings={
            "state": "სახელმწიფო",
            "public": "საზოგადოებრივი მაუწყებელი",
            "independent": "დამოუკიდებელი",
            "exile": "ემიგრაციაში",
            "wire": "საინფორმაციო სააგენტო",
            "intergovernmental": "სამთავრობათაშორისო",
        },
        united_nations="გაერო",
        international="საერთაშორისო",
        caught_up={
            "one": "სანამ წყაროები მიუწვდომელი იყო: {n} ამბავი",
            "other": "სანამ წყაროები მიუწვდომელი იყო: {n} ამბავი",
        },
        more="… და კიდევ {n}",
        held_back={
            "one": "სანამ ჩატი მიუწვდომელი იყო: {n} ამბავი",
            "other": "სანამ ჩატი მიუწვდომელი იყო: {n} ამბავი",
        },
        sources="წყაროები: {n}",
        forgotten="ეს ცნობა აღარ ინახება.",
        repeat="შესაძლოა გამეორებაა: უცნობია, მივიდა თუ არა პირველი.",
        set_up="შეტყობინებების გამართვა.",
    ),
    "tr": Labels(
        clock="%H.%M",
        at=("Bildirildi: ", "{time} ({city})"),
        on_at=("Bildirildi: ", "{day} {time} ({city})"),
        on=("Bildirildi: ", "{day}"),
        undated=("Tarihsiz, görüldü: ", "{time} ({city})"),
        written_in="Haberin dili: {language}",
        untitled="Başlıksız haber",
        leanings={
            "state": "devlet",
            "public": "kamu yayıncısı",
            "independent": "bağımsız",
            "exile": "sürgünde",
            "wire": "haber ajansı",
            "intergovernmental": "hükümetlerarası",
        },
        united_nations="BM",
        international="uluslararası",
        caught_up={
            "one": "Kaynaklar okunamadığı sırada: {n} haber",
            "other": "Kaynaklar okunamadığı sırada: {n} haber",
        },
        more="… ve {n} haber daha",
        held_back={
            "one": "Sohbete ulaşılamadığı sırada: {n} haber",
            "other": "Sohbete ulaşılamadığı sırada: {n} haber",
        },
        sources="Kaynaklar: {n}",
        forgotten="Bu haber artık saklanmıyor.",
        repeat="Tekrar olabilir: ilkinin ulaşıp ulaşmadığı bilinmiyor.",
        set_up="Bildirimler kuruluyor.",
    ),
    "fr": Labels(
        clock="%H\u00a0h\u00a0%M",
        at=("Signalé à ", "{time} ({city})"),
        on_at=("Signalé le ", "{day} à {time} ({city})"),
        on=("Signalé le ", "{day}"),
        undated=("Sans date, vu à ", "{time} ({city})"),
        written_in="Langue de l'article\u00a0: {language}",
        untitled="Article sans titre",
        leanings={
            "state": "État",
            "public": "audiovisuel public",
            "independent": "indépendant",
            "exile": "en exil",
            "wire": "agence de presse",
            "intergovernmental": "intergouvernemental",
        },
        united_nations="ONU",
        international="international",
        caught_up={
            "one": "Pendant que les sources étaient illisibles\u00a0: {n} sujet",
            "other": "Pendant que les sources étaient illisibles\u00a0: {n} sujets",
        },
        more="… et {n} de plus",
        held_back={
            "one": "Pendant que ce salon était injoignable\u00a0: {n} sujet",
            "other": "Pendant que ce salon était injoignable\u00a0: {n} sujets",
        },
        sources="Sources\u00a0: {n}",
        forgotten="Cet article n'est plus conservé.",
        repeat="Répétition possible\u00a0: on ignore si le premier message est arrivé.",
        set_up="Mise en place des alertes.",
    ),
}


def labels(language: str) -> Labels:
    """Return a language's row; English for one that has none yet."""
    return LABELS.get(language, LABELS["en"])


@cache
def locale(language: str) -> Locale:
    """Return what babel knows of a language."""
    return Locale.parse(language if language in LABELS else "en")


def language_name(code: str, language: str) -> str:
    """Name a language in another: `ka` in English is Georgian; an unknown code stays a code."""
    names: Mapping[str, str] = locale(language).languages
    return names.get(code, code)


def seat_name(seat: str, language: str) -> str:
    """Name whose voice a source is, from `Source.seat`: a country, the UN, or international."""
    own = labels(language)
    ours = {"UN": own.united_nations, "INT": own.international}
    names: Mapping[str, str] = locale(language).territories
    return ours.get(seat) or names.get(seat, seat)


def city_name(zone: str, language: str) -> str:
    """Name the city that stands for a time zone; a zone without a city keeps its name."""
    try:
        return get_timezone_location(zone, locale=locale(language), return_city=True)
    except LookupError:
        return zone


def caught_up(count: int, language: str) -> str:
    """Head a message that tells `count` stories after an outage."""
    forms = labels(language).caught_up
    form = locale(language).plural_form(count)
    return forms.get(form, forms["other"]).format(n=count)


def held_back(count: int, language: str) -> str:
    """Head a message that tells `count` stories after a chat took none for a while."""
    forms = labels(language).held_back
    form = locale(language).plural_form(count)
    return forms.get(form, forms["other"]).format(n=count)


def clock(moment: datetime, zone: str, language: str) -> str:
    """Write the time of day in a zone."""
    return local(moment, zone).strftime(labels(language).clock)


def day(moment: datetime, zone: str, language: str, *, now: datetime) -> str:
    """Write the day in a zone, with its year only where it is not the running one."""
    own, here = labels(language), local(moment, zone)
    year = "" if here.year == local(now, zone).year else own.year
    return format_date(here.date(), own.day + year, locale=locale(language))


def local(moment: datetime, zone: str) -> datetime:
    """Return the moment on a zone's clock; at the very ends of the calendar it stays in UTC."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except OverflowError:
        return moment
