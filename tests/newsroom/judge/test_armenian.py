"""Armenian headlines that a reader of Armenian could not mistake."""

import pytest

from tests.newsroom.judge.shipped_reader import read

#: A headline and the kind of event that it tells.
NEWS = [
    ("Երասխում կառուցվող գործարանը ենթարկվել է հրաձգության", "shelling_or_fire"),
    ("Խնածախում կրակից վնասվել է արևային վահանակ", "shelling_or_fire"),
    ("Ադրբեջանը կրկին անջատել է Արցախի գազը", "blockade_or_closure"),
    ("Արցախը մնաց առանց լույսի․ հոսանքի միակ գիծը վնասված է", "blockade_or_closure"),
    ("Ադրբեջանը ստուգակետ է տեղադրել Հակարիի կամրջին", "blockade_or_closure"),
    ("Շուշիում քանդել են հայկական եկեղեցին", "other"),
    ("Փաշինյանի կեղծ ձայնով տեսանյութ է տարածվում, ԱԱԾ-ն զգուշացնում է", "cyber_or_disinfo"),
    ("Ռուսական շարասյունը մտել է Ստեփանակերտ", "troop_movement"),
    ("Ադրբեջանական բանակը մտավ Աղդամ", "troop_movement"),
    ("Ադրբեջանցի զինվորները հայտնվել են Որոտան գյուղի մոտ և դիրքավորվել", "troop_movement"),
    ("Վերին Շորժայի ուղղությամբ ականանետային կրակոցներից վիրավոր կա", "shelling_or_fire"),
    ("ՊՆ. Նորաբակի ուղղությամբ հակառակորդի գրոհը հետ է մղվել", "clash"),
    ("«Բայրաքթար»-ը հարվածել է Սոթքի հանքավայրի տարածքին", "drone_strike"),
    ("Նախիջևանի օդանավակայանի վրա իրանական դրոն է ընկել", "drone_strike"),
    ("Կոտրվել է «Արմենպրես»-ի կայքը, տարածվում են կեղծ լուրեր", "cyber_or_disinfo"),
    ("Վերին Լարսի անցակետը փակ է, հարյուրավոր բեռնատարներ սպասում են", "blockade_or_closure"),
    ("Ստեփանակերտի մոտ վառելիքի պահեստ է պայթել, կան տուժածներ", "disaster"),
    (
        "Շրջանի նախկին ղեկավարը ձերբակալվել է պայթյունի գործով. հաստատել է կինը",
        "detention_or_arrest",
    ),
    ("Ադրբեջանական ԶՈւ-ն գրավել է Փառուխը", "troop_movement"),
    ("Լարսում կուտակվել է 600 բեռնատար", "blockade_or_closure"),
    ("Բաքուն Երևանին է փոխանցել ութ հայ ռազմագերու", "captives_or_exchange"),
    ("Անհայտ անձինք պղծել են Երևանի սինագոգը", "other"),
]

#: Everyday life, sport and talk.
NONE = [
    "Աբովյանում մեքենաներ են բախվել, երկու մարդ մահացել է",
    "Վանաձորում սրտաբանները փրկել են սրտի շրջափակումով հիվանդին",
    "Փաշինյան․ Ադրբեջանը պետք է ազատ արձակի գերիներին",
    "Խաղաղապահներն անցկացրել են ականազերծման դասընթաց",
    "Մկրտչյանը նոկաուտի է ենթարկել մրցակցին",
    "ՀՀ ԶՈՒ ստորաբաժանումները կրակ չեն արձակել ադրբեջանական դիրքերի ուղղությամբ",
    "Հայաստանը Հնդկաստանից կստանա նոր հաուբիցներ",
    "ԵԽԽՎ-ն հրաժարվեց վավերացնել Ադրբեջանի պատվիրակության լիազորությունները",
    "ՄԻՊ-ը պահանջում է քննել լրագրողների նկատմամբ ուժի կիրառումը",
    "Կոչ եմ անում Ալիևին ազատ արձակել գերիներին",
    "Ադրբեջանը մեղադրում է Հայաստանին ականների քարտեզները չտրամադրելու մեջ",
    "Զվարթնոցում օդանավը վթարային վայրէջք է կատարել",
    "Նոր ճանապարհ Սյունիքում. բացվել է Սիսիան-Քաջարան հատվածը",
]


@pytest.mark.parametrize(("title", "kind"), NEWS)
def test_an_armenian_headline_tells_an_event(title, kind):
    meaning = read("hy", title)
    assert meaning.news
    assert meaning.incident.type == kind


@pytest.mark.parametrize("title", NONE)
def test_an_armenian_headline_tells_none(title):
    assert not read("hy", title).news


#: A report and the places where it happened.
SCENES = [
    ("Բաքվից 12 գերի է վերադարձել Կապան", "", {"Kapan"}),
    ("Էջմիածնում ձերբակալվել է արքեպիսկոպոսը", "", {"Vagharshapat"}),
    ("Հաքարիի կամրջին անցակետ է տեղադրվել", "", {"Hakari Bridge"}),
    ("Երասխի գործարանը կրկին կրակի տակ է", "", {"Yeraskh"}),
]


@pytest.mark.parametrize(("title", "body", "places"), SCENES)
def test_an_armenian_report_names_its_scene(title, body, places):
    assert {place.name for place in read("hy", title, body).places} == places
