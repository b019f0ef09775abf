"""Tolls in seven languages: own sentences, each with what it states."""

from datetime import UTC, datetime

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.numerals import numbers
from newsroom.judge.tolls import toll

AT = datetime(2026, 3, 14, 9, tzinfo=UTC)

#: Language, title, killed, wounded.
TITLES = [
    ("az", "İnquşetiyada polis postuna basqın, üç polis öldürüldü", 3, None),
    ("tr", "Ermenistan 49, Azerbaycan 50 şehit verdi", 99, None),
    ("az", "Ermənistan 105, Azərbaycan 71 hərbçisini itirib", 176, None),
    ("ka", "სომხეთმა ორი, აზერბაიჯანმა სამი სამხედრო დაკარგა", 5, None),
    ("az", "Qarşı tərəfin 6 hərbçisi məhv edilib, bir hərbçimiz yaralanıb", 6, 1),
    ("az", "Gəncədə bir qadın ölüb", 1, None),
    ("az", "Üç nəfər, o cümlədən kənd icra nümayəndəsi ölüb", 3, None),
    ("az", "Ölənlərin sayı ona çatıb", 10, None),
    ("tr", "Ölü sayısı ona yükseldi", 10, None),
    ("tr", "Asker ona yardım ederken yaralandı", None, 1),
    ("az", "İki əsgərin ölümündən sonra Tovuzda 1 nəfər yaralanıb", None, 1),
    ("az", "Deputat qolundan və çiynindən güllə yarası alıb", None, 1),
    ("tr", "Gence'de bir sivil can verdi", 1, None),
    ("az", "Altı nəfər, o cümlədən iki uşaq güllə yarası alıb", None, 6),
    ("hy", "Զոհվել է շարքային Արամ Պետրոսյանը և ևս մեկ զինվոր, ինը հոգի վիրավորվել է", 2, 9),
    ("tr", "Onunun öldüğünü, ikisinin yaralandığını bildirdi", 10, 2),
    ("tr", "Çavuş ayağından yaralandı, hayati tehlikesi olmadığı belirtildi", None, 1),
    ("tr", "Dron düştü, ölen yok", 0, None),
    ("hy", "Երկու կողմից զոհեր կան", None, None),
    ("az", "1981-ci il təvəllüdlü kənd sakini yaralanıb", None, 1),
    ("ka", "მაშველებმა კიდევ ხუთი ცხედარი ამოიყვანეს, დაღუპულია 16", 16, None),
    # Points are lost as well.
    ("az", "Komanda 3 xal itirdi", None, None),
    ("tr", "Takım iki puan kaybetti", None, None),
    ("ka", "თვითმფრინავი დაეცა, ოცი სამხედრო დაიღუპა", 20, None),
    ("az", "Sel iki nəfərin həyatına son qoyub", 2, None),
    # What befell enemies says so, whatever they are called: they are no victims.
    ("az", "Əsgər şəhid olub, iki silahlı məhv edilib", 1, None),
    ("tr", "Bir polis şehit oldu, üç kişi etkisiz hale getirildi", 1, None),
    ("ka", "ორი სამხედრო დაიღუპა, ოთხი ბოევიკი ლიკვიდირებულია", 2, None),
    # Who is in hospital may have died there.
    ("az", "Partlayışda yaralanan fəhlə xəstəxanada ölüb", 1, None),
    # Of them: a part only of what it stands beside.
    ("ka", "შვიდი ადამიანი დაშავდა, მათგან ერთს ხელი აქვს მოტეხილი", None, 7),
    ("hy", "Տասը վիրավոր կա, երկուսի վիճակը ծայրահեղ ծանր է", None, 10),
    ("hy", "Ականանետի արկը սպանել է ամուսիններին և դստերը", 3, None),
    ("hy", "Պայթյունի զոհերը 14-ն են", 14, None),
    ("hy", "Հարվածը խլել է առնվազն 30 կյանք", 30, None),
    ("ka", "ბაქომ ხუთი სამხედროს დაღუპვა დაადასტურა", 5, None),
    ("ka", "ჯარისკაცმა ნაღმზე ტერფი დაკარგა", None, 1),
    ("az", "Otlaqda çobanın ayağı minadan qopub", None, 1),
    ("tr", "Depo patladı: 7 ölü, 12 kişi hastanelerde", 7, 12),
    ("tr", "Selde bir köylü kayıp", None, None),
    ("tr", "Askeri helikopter düştü, altı asker öldü", 6, None),
    ("fr", "Une fillette de six ans tuée par une roquette", 1, None),
    ("fr", "Un garçon de onze ans blessé par une mine", None, 1),
    ("az", "Beş yaşlı uşaq yaralanıb", None, 1),
    ("en", "No deaths, three wounded", 0, 3),
    ("fr", "Aucun mort, trois blessés", 0, 3),
    ("ru", "Погибших нет, трое ранены", 0, 3),
    ("fr", "Deux policiers abattus à un poste de contrôle", 2, None),
    ("fr", "Onze employés d'un restaurant meurent asphyxiés", 11, None),
    ("fr", "Un militaire succombe à ses blessures", 1, None),
    ("fr", "L'explosion du marché fait seize morts", 16, None),
    ("en", "Two soldiers killed in border clash", 2, None),
    ("en", "A soldier was killed by sniper fire near the village", 1, None),
    ("en", "Soldier killed, two others wounded in shelling", 1, 2),
    ("en", "Blast kills three and wounds five", 3, 5),
    ("en", "2 killed, 5 wounded in mine blast", 2, 5),
    ("en", "Drone attack killed 2 and wounded 3", 2, 3),
    ("en", "At least four people died when a bus fell into a ravine", 4, None),
    ("en", "More than 100 people were injured in the fire", None, 100),
    ("en", "Dead: 2, wounded: 7", 2, 7),
    ("en", "Death toll rises to 5 from 3 after gas explosion", 5, None),
    ("en", "Toll in depot fire rises from 20 to 68 dead", 68, None),
    ("en", "A dozen servicemen wounded overnight", None, 12),
    ("en", "Twenty-one miners killed underground", 21, None),
    ("en", "Several soldiers were wounded", None, None),
    ("en", "Dozens injured as police disperse rally", None, None),
    ("en", "No casualties in overnight drone raid", 0, 0),
    ("en", "Shelling reported at the border, no one was killed", 0, None),
    ("en", "Nobody was hurt when shells hit the field", 0, 0),
    ("en", "Six militants dead after siege", 6, None),
    ("en", "A monk, 71, and two pilgrims, 20 and 24, were killed", 3, None),
    ("en", "Two officers and a tiler were killed at the roadblock", 3, None),
    ("en", "Ploughman loses leg to old mine", None, 1),
    ("en", "Bodies of a couple and their three children dug out", 5, None),
    ("en", "Four villagers are being treated for burns", None, 4),
    ("en", "Drone strike: debris hurt nobody", 0, 0),
    ("en", "Twelve soldiers killed since midnight", 12, None),
    ("en", "Three Armenian and two Azerbaijani soldiers killed", 5, None),
    ("en", "Azerbaijan loses twelve soldiers", 12, None),
    ("en", "Baku gave no losses after the clash", None, None),
    ("fr", "Un couple et son bébé tués dans l'éboulement", 3, None),
    ("fr", "Un soldat blessé dans chaque camp", None, 2),
    ("fr", "Deux gendarmes et un menuisier abattus", 3, None),
    ("fr", "Un berger perd une jambe sur une mine", None, 1),
    ("fr", "Un nombre indéterminé de blessés après la bousculade", None, None),
    ("fr", "Trois blessés ont succombé", 3, None),
    ("ru", "Погиб солдат", 1, None),
    ("ru", "Двое дорожников и электромонтёр убиты", 3, None),
    ("ru", "Чабан лишился ноги на минном поле", None, 1),
    ("ru", "Мужчине 1970 года рождения оторвало кисть", None, 1),
    ("ru", "На армянской стороне погибли трое военных, на азербайджанской — пятеро", 8, None),
    ("ru", "Тело третьего рыбака найдено", 3, None),
    ("ru", "Восемь человек получили ожоги, четверо в реанимации", None, 8),
    ("ru", "Двое подростков отравились газом, оба погибли", 2, None),
    ("ru", "Официальных данных о пострадавших нет", None, None),
    ("en", "Policeman stabbed and wounded, the attacker was shot dead", None, 1),
    ("fr", "Deux randonneurs ont été secourus et conduits à l'hôpital", None, 2),
    ("ru", "Скончался ещё один раненый спасатель", 1, None),
    ("ru", "Ереван сообщил о 6 убитых военных, Баку — о девяти", 15, None),
    ("ru", "Уничтожен пост, с которого был ранен пограничник", None, None),
    ("en", "Dinamo lost two players", None, None),
    ("fr", "Deux pêcheurs blessés par des tirs depuis une vedette", None, 2),
    ("fr", "Un couple, leurs deux fils et la grand-mère ont péri", 5, None),
    ("ru", "Банк потерял двух клиентов", None, None),
    ("en", "Drone debris injures two villagers, nobody else was hurt", None, 2),
    ("en", "Fire on border post: no dead or wounded", 0, 0),
    ("en", "Three policemen and two soldiers were killed in the shootout", 5, None),
    ("en", "Two soldiers and several civilians killed", 2, None),
    ("en", "Five people, including two children, were killed", 5, None),
    ("en", "Five killed, two of them children", 5, None),
    ("en", "Gunmen killed two police officers", 2, None),
    ("en", "Police officer shot dead in Nazran", 1, None),
    ("en", "Man dies after blast at fuel station", 1, None),
    ("en", "Russian forces kill Georgian man near the line", 1, None),
    ("en", "Border guards say two were lightly injured", None, 2),
    ("en", "150-plus wounded after petrol depot explosion", None, 150),
    ("en", "1,200 people injured in quake", None, 1200),
    ("en", "Clash leaves one dead and another wounded", 1, 1),
    ("en", "Wolves kill 20 sheep in mountain village", None, None),
    ("en", "A 58-year-old farmer was injured when his tractor hit a mine", None, 1),
    ("en", "Two hurt as drone falls on roof", None, 2),
    ("en", "Su-25 shot down, pilot killed", 1, None),
    ("en", "Four soldiers were shot and killed at their post", 4, None),
    ("en", "Six servicemen fatally wounded by artillery fire", 6, None),
    ("en", "Mine victims: 400 people killed since 2020", None, None),
    ("en", "In 1992 some 300 people were killed here", None, None),
    ("en", "Last year four deminers were killed in the district", None, None),
    ("en", "Bodies of two hikers found under avalanche", 2, None),
    ("en", "Azerbaijan says 70 of its servicemen were killed", 70, None),
    ("en", "Fighting: 49 Armenian soldiers and 50 Azerbaijani troops killed", 99, None),
    ("en", "Fire claims lives of three children", 3, None),
    ("en", "A mother and a child were wounded by shrapnel", None, 2),
    ("en", "Three passengers, a driver and a policeman died in the attack", 5, None),
    ("ru", "Двое военных погибли при обстреле", 2, None),
    ("ru", "Погиб военнослужащий ВС Армении", 1, None),
    ("ru", "При обстреле погибли двое военных, ещё трое ранены", 2, 3),
    ("ru", "Убиты три полицейских, ранены пятеро", 3, 5),
    ("ru", "В результате взрыва пострадали 12 человек", None, 12),
    ("ru", "Число погибших выросло до 13 человек", 13, None),
    ("ru", "Число жертв взрыва увеличилось с 3 до 5", 5, None),
    ("ru", "Погибших — 2, раненых — 4", 2, 4),
    ("ru", "Ранен мирный житель", None, 1),
    ("ru", "Не менее десяти человек получили ранения", None, 10),
    ("ru", "Более 100 человек пострадали при взрыве", None, 100),
    ("ru", "Пострадавших и погибших нет", 0, 0),
    ("ru", "Жертв и разрушений нет", 0, 0),
    ("ru", "Никто не пострадал", 0, 0),
    ("ru", "Погибших нет, есть раненые", 0, None),
    ("ru", "Обошлось без жертв", 0, 0),
    ("ru", "Несколько военных ранены", None, None),
    ("ru", "Двадцать один шахтёр погиб в шахте", 21, None),
    ("ru", "Взрыв унёс жизни 38 человек", 38, None),
    ("ru", "Боевики убили двоих полицейских", 2, None),
    ("ru", "Ликвидированы шестеро боевиков", 6, None),
    ("ru", "Тракторист подорвался на мине и скончался", 1, None),
    ("ru", "Погибли пять человек, в том числе двое детей", 5, None),
    ("ru", "С начала года на минах погибли семь человек", None, None),
    ("ru", "В 2020 году здесь погибли 30 военных", None, None),
    ("ru", "Десятки пострадавших после разгона митинга", None, None),
    ("ru", "Ещё двое военных скончались от ран", 2, None),
    ("ru", "Смертельно ранен грузинский гражданин", 1, None),
    ("ru", "Погибли двое военных и полицейский", 3, None),
    ("ru", "Азербайджан сообщил о гибели 71 военного", 71, None),
    ("ru", "Пострадала 12-летняя девочка", None, 1),
    ("ru", "Ранения получили четверо, один из них в тяжёлом состоянии", None, 4),
    ("hy", "Երկու զինծառայող է զոհվել", 2, None),
    ("hy", "Զոհվել է ՀՀ ԶՈՒ զինծառայող", 1, None),
    ("hy", "Զոհվել են երկու սպա՝ մայոր Սաքունցն ու կապիտան Էլբակյանը", 2, None),
    ("hy", "Երեք զինծառայող է սպանվել Սոթքի մարտում", 3, None),
    ("ka", "ორი ტერორისტი და სპეცრაზმელი დაიღუპა, ოთხი პოლიციელი დაჭრილია", 1, 4),
    ("hy", "Կրակոցներից երեք զոհ կա, մեկը վիրավոր է", 3, 1),
    ("hy", "Սահմանին երկու զինծառայող զոհվել է, երեքը վիրավորվել են", 2, 3),
    ("hy", "Առնվազն հինգ մարդ է վիրավորվել", None, 5),
    ("hy", "Պայթյունի զոհերի թիվը հասել է 16-ի", 16, None),
    ("hy", "Ավելի քան 100 մարդ վիրավորվել է", None, 100),
    ("hy", "Զոհեր և վիրավորներ չկան", 0, 0),
    ("hy", "Հայկական կողմը կորուստներ չունի", 0, 0),
    ("hy", "Տուժածներ չկան", 0, 0),
    ("hy", "Մի քանի մարդ վիրավորվել է", None, None),
    ("hy", "Քսանմեկ մարդ մահացել է հրդեհից", 21, None),
    ("hy", "Սպանվել է երկու ոստիկան", 2, None),
    ("hy", "Վիրավորվել է քաղաքացիական անձ", None, 1),
    ("hy", "Զինծառայող է վիրավորվել ադրբեջանական կրակոցից", None, 1),
    ("hy", "Փոթորիկը 15 մարդու կյանք է խլել", 15, None),
    ("hy", "Տասնյակ մարդիկ են վիրավորվել", None, None),
    ("hy", "Երկու ոստիկան և երեք զինվոր զոհվել են", 5, None),
    ("hy", "Անցյալ տարի երեք մարդ է զոհվել ականներից", None, None),
    ("hy", "Վիրավորվել է երեք զինծառայող", None, 3),
    ("hy", "49 զինծառայող է զոհվել", 49, None),
    ("hy", "Մահացու վիրավորում է ստացել պայմանագրային զինծառայող", 1, None),
    ("az", "İki hərbçi həlak olub", 2, None),
    ("az", "Atışma nəticəsində bir nəfər həlak olub", 1, None),
    ("az", "Hərbi qulluqçu şəhid olub", 1, None),
    ("az", "Mina partlayışı: bir ölü, üç yaralı", 1, 3),
    ("az", "Üç hərbçimiz şəhid olub, beşi yaralanıb", 3, 5),
    ("az", "Ən azı 10 nəfər yaralanıb", None, 10),
    ("az", "100-dən çox insan xəsarət alıb", None, 100),
    ("az", "Ölənlərin sayı 5-ə çatıb", 5, None),
    ("az", "Ölənlərin sayı 3-dən 5-ə yüksəlib", 5, None),
    ("az", "Ölən və yaralanan yoxdur", 0, 0),
    ("az", "İtki yoxdur", 0, 0),
    ("az", "Heç kim xəsarət almayıb", 0, 0),
    ("az", "Xəsarət alan yoxdur", 0, 0),
    ("az", "Bir neçə nəfər yaralanıb", None, None),
    ("az", "On iki nəfər ölüb", 12, None),
    ("az", "Traktorçu minaya düşərək həlak olub", 1, None),
    ("az", "Mülki şəxs yaralanıb", None, 1),
    ("az", "İki polis və bir əsgər həlak olub", 3, None),
    ("az", "Qəza: 38 ölü, 29 yaralı", 38, 29),
    ("az", "Nazir səfərdə olub", None, None),
    ("az", "İlin əvvəlindən 7 nəfər minaya düşərək həlak olub", None, None),
    ("az", "Beş nəfər həlak olub, onlardan ikisi uşaqdır", 5, None),
    ("az", "Onlarla adam yaralanıb", None, None),
    ("az", "Döyüşlərdə 71 hərbçi həlak olub", 71, None),
    ("az", "Daha bir nəfər xəstəxanada ölüb", 1, None),
    ("tr", "İki asker öldü", 2, None),
    ("tr", "Sınırda çatışma: bir asker şehit oldu", 1, None),
    ("tr", "Patlamada 30 ölü, 12 yaralı", 30, 12),
    ("tr", "100'den fazla kişi yaralandı", None, 100),
    ("tr", "En az dört kişi hayatını kaybetti", 4, None),
    ("tr", "Ölü sayısı 5'e yükseldi", 5, None),
    ("tr", "Ölü sayısı 3'ten 5'e yükseldi", 5, None),
    ("tr", "Can kaybı ve yaralanma yok", 0, 0),
    ("tr", "Ölen ya da yaralanan olmadı", 0, 0),
    ("tr", "Saldırıda yaralanan olmadı", 0, 0),
    ("tr", "Çok sayıda kişi yaralandı", None, None),
    ("tr", "On iki kişi yaralandı", None, 12),
    ("tr", "Toplantı başarılı oldu", None, None),
    ("tr", "Bir polis öldürüldü, ikisi yaralandı", 1, 2),
    ("tr", "Üç polis ve iki asker öldü", 5, None),
    ("tr", "Mayına basan çoban öldü", 1, None),
    ("tr", "Kazada 38 kişi ölmüştü", 38, None),
    ("tr", "Geçen yıl burada dört kişi ölmüştü", None, None),
    ("tr", "Onlarca kişi yaralandı", None, None),
    ("tr", "Azerbaycan 71 askerinin şehit olduğunu açıkladı", 71, None),
    ("tr", "Yirmi bir madenci hayatını kaybetti", 21, None),
    ("tr", "Silahlı saldırganlar iki polisi öldürdü", 2, None),
    ("ka", "ორი ჯარისკაცი დაიღუპა", 2, None),
    ("ka", "ჯარისკაცი დაიღუპა", 1, None),
    ("ka", "დაიღუპა ერთი და დაშავდა სამი ადამიანი", 1, 3),
    ("ka", "აფეთქებას სამი ადამიანი ემსხვერპლა, ხუთი დაშავდა", 3, 5),
    ("ka", "სულ მცირე 10 ადამიანი დაშავდა", None, 10),
    ("ka", "100-ზე მეტი ადამიანი დაშავდა", None, 100),
    ("ka", "დაღუპულთა რიცხვი 5-მდე გაიზარდა", 5, None),
    ("ka", "მსხვერპლი და დაშავებული არ არის", 0, 0),
    ("ka", "არავინ დაშავებულა", 0, 0),
    ("ka", "რამდენიმე ადამიანი დაშავდა", None, None),
    ("ka", "ოცდაერთი მეშახტე დაიღუპა", 21, None),
    ("ka", "მამაკაცი ოკუპანტებმა მოკლეს", 1, None),
    ("ka", "ნაღმზე აფეთქებისას მწყემსი დაიჭრა", None, 1),
    ("ka", "გუდაურში 12 ადამიანი გარდაცვლილი იპოვეს", 12, None),
    ("ka", "ათეულობით ადამიანი დაშავდა", None, None),
    ("ka", "ორი პოლიციელი და სამი სამხედრო დაიღუპა", 5, None),
    ("ka", "აქციაზე 240 ადამიანი დაშავდა, დაკავებულია 305 პირი", None, 240),
    ("ka", "შარშან ნაღმზე ოთხი ადამიანი დაიღუპა", None, None),
    ("fr", "Deux soldats tués à la frontière", 2, None),
    ("fr", "Un soldat tué par des tirs", 1, None),
    ("fr", "Un mort et trois blessés dans l'explosion d'une mine", 1, 3),
    ("fr", "Au moins cinq personnes ont été blessées", None, 5),
    ("fr", "Plus de 100 personnes blessées dans l'incendie", None, 100),
    ("fr", "L'attaque fait quatre morts et douze blessés", 4, 12),
    ("fr", "Le bilan passe à 5 morts", 5, None),
    ("fr", "Une frappe tue trois civils et en blesse deux", 3, 2),
    ("fr", "Aucune victime après l'attaque de drones", 0, 0),
    ("fr", "Aucun blessé n'est à déplorer", 0, 0),
    ("fr", "L'attaque n'a fait ni mort ni blessé", 0, 0),
    ("fr", "Plusieurs soldats blessés", None, None),
    ("fr", "Une douzaine de blessés à Erevan", None, 12),
    ("fr", "Un homme a été tué lundi", 1, None),
    ("fr", "Deux policiers et trois soldats ont été tués", 5, None),
    ("fr", "Cinq morts, dont deux enfants", 5, None),
    ("fr", "Vingt et un mineurs tués", 21, None),
    ("fr", "Un drone touche une caserne, quatre blessés", None, 4),
    ("en", "Crowd rams gates with one lorry, nine people injured", None, 9),
    ("en", "Fighting: Armenia lost four soldiers, Azerbaijan three", 7, None),
    ("ru", "Перестрелка: у Армении четверо убитых, у Азербайджана трое", 7, None),
    ("fr", "Échange de tirs: un blessé de chaque côté", None, 2),
    ("tr", "Havan ateşinde yaşlı çift öldü", 2, None),
    ("hy", "Զոհվել են երկու օդաչու", 2, None),
    ("az", "Etiraz edən qadınlar yaralanıb", None, None),
    ("fr", "Des dizaines de blessés lors de la dispersion", None, None),
    ("fr", "Depuis 2020, les mines ont tué 70 personnes", None, None),
    ("fr", "L'incendie a coûté la vie à trois enfants", 3, None),
]


@pytest.mark.parametrize(("lang", "title", "killed", "wounded"), TITLES)
def test_a_title_states_its_toll(lang, title, killed, wounded):
    found = toll(fields(title, ""), lang, AT)
    assert (found.killed, found.wounded) == (killed, wounded)


@pytest.mark.parametrize(("lang", "title", "killed", "wounded"), TITLES)
def test_a_body_states_it_as_well(lang, title, killed, wounded):
    found = toll(fields("", f"{title}."), lang, AT)
    assert (found.killed, found.wounded) == (killed, wounded)


#: Language, title, body, killed, wounded.
ITEMS = [
    # Who is told to have stepped on a mine is hurt, where the text tells of no dead.
    ("az", "Otlaqda çoban minaya düşüb", "Hadisə yerinə həkimlər gedib.", None, 1),
    ("tr", "Asker mayına bastı", "Uzman çavuş şehit oldu.", 1, None),
    ("hy", "Հովիվը պայթել է ականի վրա", "Նա մահացել է հիվանդանոցում։", 1, None),
    ("tr", "Araç mayına çarptı", "Yol trafiğe kapatıldı.", None, None),
    # The one of the title is none of those who died as well.
    (
        "ka",
        "თავდასხმისას მღვდელი მოკლეს",
        "სამინისტრომ ოთხი პოლიციელის დაღუპვაც დაადასტურა.",
        5,
        None,
    ),
    # Below victims attackers add nothing, nor does what had been before.
    (
        "az",
        "İki polis həlak olub",
        "Üç silahlı da öldürülüb. Orada 2019-da doqquz nəfər ölmüşdü.",
        2,
        None,
    ),
    (
        "en",
        "Five dead in shootout on mountain road",
        "Three policemen and two soldiers were killed on Sunday. Both sides blame the other.",
        5,
        None,
    ),
    (
        "en",
        "Two lawmakers shot inside parliament",
        "They were rushed to hospital after a deputy fired at them.",
        None,
        2,
    ),
    (
        "en",
        "Blast at depot",
        "Initially 3 were reported killed. The death toll rose to 5.",
        5,
        None,
    ),
    ("en", "Three injured in blast", "One of them died in hospital.", 1, 2),
    ("en", "Mine kills a shepherd", "Since 2020, 70 people have been killed by mines.", 1, None),
    (
        "en",
        "Two Azerbaijani soldiers killed in clash",
        "Armenia said three Armenian servicemen were killed.",
        5,
        None,
    ),
    (
        "en",
        "Attack on checkpoint",
        "Gunmen killed two policemen. Four attackers were killed in the shootout.",
        2,
        None,
    ),
    ("en", "Counter-terrorist raid ends", "Four militants were killed, officials said.", 4, None),
    (
        "en",
        "Two conscripts killed by Azerbaijani fire",
        "Armenia's Defence Ministry said two servicemen were killed near Sotk.",
        2,
        None,
    ),
    (
        "ru",
        "Ночной бой у границы",
        "В селе погиб подросток. Минобороны Азербайджана признало гибель восьми своих солдат.",
        9,
        None,
    ),
    (
        "fr",
        "Plus de trente blessés après l'explosion",
        "Le ministère parle de 34 blessés.",
        None,
        34,
    ),
    ("en", "About forty hurt in stampede", "Doctors counted 38 injured.", None, 38),
    (
        "en",
        "Shots fired at checkpoint in Nazran",
        "An officer was wounded. A white car is wanted. In 2024, at a like raid, three died.",
        None,
        1,
    ),
    (
        "fr",
        "Un berger blessé par une mine",
        "Il est hors de danger. La zone n'est pas déminée. En juillet, quatre hommes avaient péri.",
        None,
        1,
    ),
    ("ru", "Взрыв на складе", "Погибли двое рабочих. Ещё трое погибших нашли утром.", 5, None),
    ("ru", "Убит полицейский", "Ещё двое ранены. В 2024 году здесь погибли трое.", 1, 2),
    ("ru", "Двое раненых при обстреле", "Один из них скончался в больнице.", 1, 1),
    (
        "hy",
        "Ոստիկանների մեքենայի վրա կրակոցներից երեք զոհ կա",
        "Երեք ոստիկան զոհվել է, մեկը վիրավորվել։",
        3,
        1,
    ),
    (
        "az",
        "Tank əleyhinə mina partlayıb: bir ölü, iki yaralı",
        "Üç vətəndaş minaya düşüb, onlardan biri həyatını itirib.",
        1,
        2,
    ),
    (
        "tr",
        "Karabağ'da çatışma: iki asker şehit oldu",
        "Bakanlık üç askerin yaralandığını bildirdi.",
        2,
        3,
    ),
    ("ka", "სროლას დეპუტატი ემსხვერპლა", "კანდიდატი გარდაიცვალა, თანამშრომელი დაჭრილია.", 1, 1),
    (
        "fr",
        "Un Géorgien abattu par des soldats",
        "Il a été tué lundi aux abords d'une église.",
        1,
        None,
    ),
]


@pytest.mark.parametrize(("lang", "title", "body", "killed", "wounded"), ITEMS)
def test_title_and_body_make_one_toll(lang, title, body, killed, wounded):
    found = toll(fields(title, body), lang, AT)
    assert (found.killed, found.wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("lang", "title", "captured"),
    [
        ("en", "63 people were detained at the rally", 63),
        ("ru", "Задержаны 14 участников, освобождены двое пленных", 14),
        ("tr", "Polis 12 kişiyi gözaltına aldı", 12),
        ("fr", "Huit personnes ont été arrêtées", 8),
    ],
)
def test_those_taken_are_counted_apart(lang, title, captured):
    found = toll(fields(title, ""), lang, AT)
    assert (found.killed, found.wounded) == (None, None)
    assert found.captured == captured


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "two dozen, 1,200 men, Su-25, 2-0, 12:30, 2.5 and 45%", [24, 1200]),
        ("ru", "двадцать пять, пятьсот двенадцать, 2-й, 5 тысяч", [25, 512, 5000]),
        ("az", "on iki nəfər, otuz beş", [12, 35]),
        ("tr", "yüz yirmi kişi, 3'ü", [120, 3]),
        ("fr", "quatre-vingt-dix-neuf, soixante et onze", [99, 60, 11]),
        ("hy", "քսանհինգ, երեսունմեկը, տասներկու", [25, 31, 12]),
        ("ka", "ოცდათხუთმეტი, ორმოცდაერთი", [35, 41]),
    ],
)
def test_numerals_of_each_language(lang, text, values):
    assert [number.value for number in numbers(fields(text, "").title, lang)] == values


def test_the_language_is_found_where_nobody_says_it():
    assert toll(fields("Двое военных погибли", ""), None, AT).killed == 2


def test_evidence_points_into_the_original():
    both = fields("Two soldiers killed", "")
    (evidence,) = toll(both, "en", AT).evidence
    assert (
        both.title.original[evidence.start : evidence.end] == evidence.text == "Two soldiers killed"
    )


def test_two_more_besides_the_dead_are_the_two_of_the_title():
    both = fields(
        "One killed, two wounded near Sotk", "One soldier was killed, two more were wounded."
    )
    found = toll(both, "en", AT)
    assert (found.killed, found.wounded) == (1, 2)


@pytest.mark.parametrize(
    ("lang", "title", "body", "killed", "wounded"),
    [
        ("ru", "Двое полицейских погибли в Нальчике", "Убит также прохожий.", 3, None),
        ("en", "Two policemen killed in Nalchik", "A shepherd was also killed.", 3, None),
        ("ru", "Обстрелян Сотк", "Житель доставлен с осколочным ранением в Варденис.", None, 1),
        ("en", "Chairlift stops on Elbrus", "One man broke his leg.", None, 1),
        ("ru", "Лавина под Домбаем", "Турист сломал ногу.", None, 1),
    ],
)
def test_one_more_who_was_killed_and_injuries_by_their_names(lang, title, body, killed, wounded):
    found = toll(fields(title, body), lang, AT)
    assert (found.killed, found.wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("lang", "body", "wounded"),
    [
        ("ru", "Тяжелораненый контрактник скончался в госпитале Гориса.", None),
        ("ru", "Погиб военнослужащий, ранен офицер.", 1),
        ("tr", "Ağır yaralanan işçi hastanede hayatını kaybetti.", None),
        ("en", "A wounded soldier died in hospital.", None),
        ("en", "A soldier was killed and an officer was wounded.", 1),
    ],
)
def test_who_died_of_the_wounds_is_not_counted_among_the_wounded(lang, body, wounded):
    found = toll(fields("", body), lang, AT)
    assert (found.killed, found.wounded) == (1, wounded)
