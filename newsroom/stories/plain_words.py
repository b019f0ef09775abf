"""Words by which a model's text is judged: what no news says, and how its sentences begin.

Written with confidence, unread by native speakers. `FORBIDDEN` and `KNOWN` only refuse;
`OPENERS` only say what is no name, and one that is missing costs a translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Mapping


def _folded(rows: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {lang: frozenset(map(fold_plain, row.split())) for lang, row in rows.items()}


#: Whoever speaks for himself, to the reader, or of himself as a program.
FORBIDDEN: Final = _folded(
    {
        "en": """i me my myself we our ours you your yours yourself please click subscribe download
            donate ignore disregard obey pretend prompt prompts instruction instructions chatbot ai
            llm gpt chatgpt openai translator translation summary sorry cannot password breaking
            urgent dear hello hi hey dot must should regime massacre massacred genocide heroic
            treacherous cowardly barbaric animals terrorists buy sell bitcoin crypto casino
            bonus whatsapp telegram truth lie lies traitor traitors""",
        "ru": """я меня мне мной мой моя мое мои мы нас нам нами наш наша наше наши вы вас вам
            вами ваш ваша ваше ваши ты тебя тебе пожалуйста подпишитесь подписывайтесь нажмите
            перейдите скачайте посетите игнорируй игнорируйте забудь забудьте инструкция
            инструкции инструкций промпт ассистент нейросеть извините срочно здравствуйте привет
            пароль должен должна должны следует режим режима резня резню геноцид варварский
            варварски предательски террористы боевики нелюди купите купить биткоин казино
            ватсап телеграм предатели ложь правда""",
        "hy": """ես ինձ իմ մենք մեզ մեր դուք ձեզ ձեր դու քեզ քո խնդրում բաժանորդագրվեք սեղմեք
            այցելեք ներբեռնեք անտեսեք անտեսիր մոռացեք մոռացիր հրահանգ հրահանգներ թարգմանություն
            ներեցեք բարև գաղտնաբառ""",
        "az": """mən məni mənə mənim biz bizi bizə bizim siz sizi sizə sizin sən səni sənə sənin
            zəhmət abunə klikləyin keçin yükləyin unudun təlimat təlimatlar təlimatları assistent
            tərcümə bağışlayın salam parol təcili""",
        "ka": """მე ჩემი ჩემს ჩვენ ჩვენი ჩვენს თქვენ თქვენი თქვენს შენ შენი გთხოვთ გამოიწერეთ
            დააჭირეთ ეწვიეთ გადმოწერეთ უგულებელყავით დაივიწყეთ ინსტრუქცია ინსტრუქციები
            ასისტენტი თარგმანი ბოდიში გამარჯობა პაროლი""",
        "tr": """ben beni bana benim biz bizi bize bizim siz sizi size sizin sen seni sana senin
            lütfen abone tıklayın tıkla indirin yoksay unutun unut talimat talimatlar talimatları
            asistan yapay çeviri çevirmen üzgünüm merhaba parola şifre""",
        "fr": """je me moi mon ma mes nous notre nos vous votre vos tu te toi ton ta tes veuillez
            abonnez cliquez visitez téléchargez ignorez oubliez instructions traduction traducteur
            désolé bonjour urgent""",
    }
)

#: How a sentence of a report begins that tells a program what to do.
DEMANDS: Final = frozenset(
    map(
        fold_plain,
        """say write add answer reply respond mention translate output print repeat tell move swap
        date blame deny quote ask hide refuse assistant system user note attention скажи скажите
        напиши напишите добавь добавьте ответь ответьте отвечай упомяни переведи переведите повтори
        внимание գրիր գրեք ասա ասեք ավելացրու պատասխանիր թարգմանիր yaz yazın de deyin əlavə cavab
        tərcümə söyle söyleyin ekle çevir yanıtla დაწერე დაწერეთ თქვი უპასუხე დაამატე თარგმნე dis
        dites écris écrivez ajoute ajoutez réponds répondez traduis traduisez""".split(),  # noqa: SIM905 - read as one text
    )
)

#: Said in English whatever the language of the text.
EVERYWHERE: Final = frozenset(
    {"ignore", "click", "subscribe", "prompt", "instructions", "chatgpt", "gpt", "llm"}
)

#: Words that a sentence may begin with, written with a capital letter there and nowhere else.
OPENERS: Final = _folded(
    {
        "en": """a an the this that these those there it its he she his her they their them two
            three four five six seven eight nine ten several some many most all both another
            other others no none not one in on at near from to of for by with without after
            before during since until under over between following according as and but also
            however meanwhile earlier later when where while because although if so then today
            yesterday officials official authorities police soldiers soldier servicemen
            serviceman troops forces civilians civilian people residents villagers women men
            children shelling shots shooting fire gunfire artillery drones drone clashes fighting
            explosion explosions mine mines border villages village ministry army medics rescuers
            hospital details reports report casualties nobody""",
        "ru": """в во на у к по о об из из-за от до для при с со за над под между после перед
            накануне во-время около возле вблизи рядом и но а также однако однако-же как когда
            если что это этот эта эти тот он она они его ее их оно там здесь сейчас сегодня вчера
            ранее позже затем тем два две двое три трое четыре пять несколько многие все оба
            никто погибли погиб погибла ранены ранен ранена пострадали пострадавшие раненые
            военные военнослужащий военнослужащие солдаты солдат полиция власти жители мирные
            ведомство министерство армия силы обстрел обстрелы огонь стрельба взрыв взрывы бои
            беспилотник беспилотники дрон по-данным согласно сообщается сообщили подробности
            информация других другие""",
        "hy": """և եւ բայց իսկ նաև սակայն այս այդ այն դա նա նրանք նրա նրանց երբ եթե որ որը ըստ
            մոտ վրա մեջ հետո առաջ նախքան այսօր երեկ ավելի երկու երեք չորս հինգ մի մեկ մի_քանի
            բոլոր ոչ զոհվել զոհվեց վիրավորվել վիրավորվեց վիրավորներ զոհեր զինծառայող
            զինծառայողներ զինծառայողը զինվոր զինվորներ ոստիկանությունը իշխանությունները
            բնակիչներ բնակիչները նախարարությունը բանակը կրակ կրակոցներ կրակոցներն հրետակոծություն
            պայթյուն մարտեր դրոն""",
        "az": """və amma lakin isə də həmçinin bu o bunlar onlar onun onların bir iki üç dörd beş
            bir_neçə bütün heç hər necə nə əgər çünki sonra əvvəl bundan ondan buna ona dünən
            bugün bu_gün nəticədə məlumata məlumatına görə həlak yaralanan yaralılar ölənlər
            hərbçi hərbçilər hərbi əsgər əsgərlər polis hakimiyyət sakinlər sakinləri nazirlik
            ordu atəş atəşə partlayış döyüşlər dron hadisə insident təfərrüatlar digər""",
        "tr": """ve ama ancak fakat ise da de ayrıca bu o şu bunlar onlar onun onların bir iki üç
            dört beş birkaç bütün tüm hiç her nasıl ne eğer çünkü sonra önce daha dün bugün
            sonuçta göre ölen yaralanan yaralılar ölenler asker askerler polis yetkililer
            bakanlık ordu ateş patlama çatışmalar drone insansız olay ayrıntılar diğer yerel
            saldırı saldırıda""",
        "fr": """le la les un une des du de d l au aux ce cet cette ces il elle ils elles son sa
            ses leur leurs on deux trois quatre cinq six sept huit neuf dix plusieurs certains
            tous toutes aucun aucune et mais ou donc or ni car aussi cependant toutefois selon
            après avant pendant depuis lors dans sur sous en à par pour avec sans près entre vers
            chez comme quand si hier aujourd hui auparavant soldats soldat militaires militaire
            civils habitants autorités police armée forces tirs bombardement explosion combats
            drones drone ministère détails personne d'autres""",
    }
)

#: Persons who are named everywhere, in Latin letters; compared by their consonants, so that they
#: are found in each script, also where it has no capitals.
KNOWN: Final = frozenset(
    """pashinyan mirzoyan papikyan khachaturyan kocharyan sargsyan karapetyan aliyev bayramov
    hasanov mehriban kobakhidze kavelashvili zurabishvili ivanishvili saakashvili botchorishvili
    putin lavrov peskov zakharova medvedev shoigu belousov erdogan fidan zelensky zelenskyy
    lukashenko kadyrov khamenei pezeshkian raisi araghchi trump biden blinken rubio vance macron
    merz scholz starmer netanyahu guterres kallas borrell leyen orban vardanyan harutyunyan
    shahramanyan""".split()  # noqa: SIM905 - read as one text
)

#: Words that a text has only where its report has one of the same row, in any language: counts
#: without a number, relative days, who was hit, and what turns a sentence round.
ALIKE: Final = (
    "dozens|tens|scores|десятк[а-я]+|տասնյակ\\w*|onlarla|onlarca|ათეულ\\w*|dizaines|vingtaines",
    "hundreds|сотн[а-я]+|հարյուրավոր\\w*|yüzlərlə|yüzlerce|ასობით|centaines",
    "thousands|тысяч[а-я]*|հազարավոր\\w*|minlərlə|binlerce|ათასობით|milliers",
    "m[iı]ll[iı]on\\w*|миллион[а-я]*|միլիոն\\w*|milyon\\w*|მილიონ\\w*",
    "b[iı]ll[iı]on\\w*|миллиард[а-я]*|միլիարդ\\w*|milyard\\w*|milyar\\w*|მილიარდ\\w*|milliard\\w*",
    "yesterday|вчера|накануне|երեկ|dünən|dün|გუშინ\\w*|hier",
    "today|tonight|сегодня|այսօր|bugün|დღეს|aujourd",
    "tomorrow|завтра|վաղը|yarın|ხვალ\\w*|demain",
    (
        "child\\w*|kids?|schoolchild\\w*|ребен[а-я]+|дет(?:и|ей|ям|ьми|ях)|школьни[а-я]+|երեխա\\w*"
        "|uşaq\\w*|çocuk\\w*|ბავშვ\\w*|enfants?"
    ),
    (
        "civilians?|мирн[а-я]+|гражданск[а-я]+|քաղաքացիական\\w*|mülki\\w*|dinc\\w*|sivil\\w*"
        "|მშვიდობიან\\w*|civils?|civiles?"
    ),
    "wom[ae]n|женщин[а-я]*|կին\\w*|կանայք|qadın\\w*|kadın\\w*|ქალ(?:ი|ის|მა|ები)|femmes?",
    (
        "not|no|never|nobody|none|without|cannot|не|нет|ни|никто|без|никогда|ոչ|չէ|չի|չեն|չկա|չկան|առանց"
        "|deyil|yoxdur|heç|olmadan|değil|yok|hiç|არ|ვერ|არა|გარეშე|ne|n|pas|aucune?|jamais|sans"
    ),
)
