"""The words of a vote: each phrase has one kind, in each of four languages.

A kind is one letter, so that a sentence becomes a short string on which the grammar is written
(`tally.py`, `mentions.py`). A star stands for any ending. Written without accents or capitals.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from newsroom.un.text import words_of
from newsroom.un.tries import Trie

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Kind -> what it means. `tally.py` and `mentions.py` use no other letters.
KINDS: Final = {
    "F": "in favour", "f": "for, where a number or a vote stands beside it",
    "A": "against, as a vote", "a": "against, where a number or a vote stands beside it",
    "B": "abstention", "X": "did not vote",
    "V": "vote, as a noun", "M": "members, States, countries", "v": "voted, cast", "G": "obtained",
    "o": "the, all, only: may stand anywhere", "e": "was, were", "y": "by, from", "b": "of, in",
    "T": "to", "&": "and", "I": "including",
    "P": "adopted, approved, retained", "N": "rejected, not adopted", "K": "veto",
    "U": "unanimously", "W": "without a vote", "H": "show of hands", "R": "recorded",
    "d": "a text", "p": "a paragraph", "m": "an amendment", "t": "a motion", "z": "as a whole",
    "q": "would, shall: not yet", "h": "had: earlier", "r": "recalled", "s": "said", "u": "a speaker",
}  # fmt: skip

_ENGLISH: Final = {
    "F": "in favour | in favor | affirmative votes | affirmative | positive votes | yes votes | support from | support of | supported by"
    " | backed by | backing of | backing from | votes for | for the text | for it",
    "f": "for | yes",
    "A": "negative votes | no votes | opposed | opposing | opposition from | votes against | against it | against the text",
    "a": "against | no",
    "B": "abstention* | abstain | abstained | abstains | abstaining | abstainers | abstentions",
    "X": "absent | absentees | did not vote | not voting | did not participate | not participating | non voting | did not take part"
    " | not participating in the vote | did not participate in the vote | did not take part in the vote | took no part in the vote",
    "V": "vote | votes | voice | ballots",
    "M": "member | members | permanent member | permanent members | member state | member states | states | state | country | countries | delegation | delegations | nation | nations"
    " | council members | governments | of them | others | other members | remaining members",
    "v": "voted | voting | votes were cast | cast | cast its vote | cast their votes | casting | cast a vote | came out | have voted | had voted for now",
    "G": "obtained | received | receiving | garnered | garnering | secured | securing | won | winning | got | gained | obtaining | collected | mustered",
    "o": "the | all | only | both | just | also | its | a | an | while | with | each | other | then | again | once | same | that | those | this | these | today | itself | overwhelmingly | their",
    "e": "was | were | is | are | being | came | have | has",
    "y": "by | from",
    "b": "of | in | on",
    "T": "to",
    "&": "and",
    "I": "including | among them | among | notably | such as | namely not | among others | included",
    "P:adopt": "adopted | adopts | adopting | adoption | passed | passes | passing | decided to adopt | voted to adopt | carried | carries | was agreed",
    "P:approve": "approved | approves | approving | approval | forwards | forwarded | forwarding | endorsed | endorses | endorsing | recommends that the assembly adopt",
    "P:keep": "retained | retains | retaining | retention | decided to retain | voted to retain | decided to keep | voted to keep | agreed to retain | decides to retain"
    " | decided to maintain | maintained | to be retained | keeps | kept",
    "N:reject": "rejected | rejects | rejecting | rejection | defeated | defeats | defeating | voted down | decided not to | turned down | lost | was not carried | not carried | not retained",
    "N:fail": "not adopted | did not adopt | does not adopt | failed to adopt | fails to adopt | failing to adopt | failure to adopt | failed to pass | fails to pass | failed to be adopted"
    " | unable to adopt | could not adopt | cannot adopt | not approved | did not pass | failed to secure | failed to obtain | failed to receive | failed to garner | failed to gain | fell short | falls short"
    " | failed | fails | did not obtain | did not receive | did not secure | not having obtained | not having received | was blocked | failed to win enough",
    "K": "veto | vetoes | vetoed | vetoing | negative vote cast | negative vote | negative votes of | casts negative vote | cast a negative vote | cast a negative vote against | casting a negative vote | uses veto | casts veto | employs veto"
    " | blocks | blocked by | vetoed by",
    "U": "unanimously | unanimous | unanimous vote | by a unanimous vote | unanimity",
    "W": "without a vote | without vote | by consensus | consensus | without a recorded vote | by acclamation | without being put to a vote | without putting it to a vote | without objection",
    "H": "show of hands",
    "R": "recorded | separate | roll call | roll call vote | recorded vote* | separate vote* | separate recorded vote* | non recorded",
    "d": "draft resolution* | draft decision* | draft text* | resolution* | decision | decisions | draft | drafts | text | texts | measure | proposal | draft proposal | draft statute | declaration | treaty | draft declaration",
    "p": "operative paragraph* | preambular paragraph* | paragraph* | preamble paragraph* | subparagraph* | sub paragraph* | the words | wording | the phrase | provision | provisions",
    "m": "amendment* | oral amendment* | proposed amendment* | draft amendment* | sub amendment* | subamendment*",
    "t": "motion | motions | no action motion* | motion to adjourn | motion of no action | procedural motion | proposal to take no action | motion to take no action | proposal to adjourn",
    "z": "as a whole | in its entirety",
    "q": "will | would | should | could | may | might | can | must | shall | cannot | to be | be | expected to | if | unless | whether | before it | not yet",
    "h": "had | had been | previously | earlier | formerly | last year | last month | last week | years ago | a year ago | in the past | at its last session",
    "r": "recalled | recalling | recalls | reminded | remembered | pursuant to | in line with | reaffirmed in",
    "s": "said | stated | noted | stressed | explained | told | argued | added | emphasized | underscored | pointed out | expressed | voiced | declared | regretted"
    " | welcomed | underlined | observed | warned | urged | disassociated | dissociated | speaking | asked | hoped | thanked | commended | lamented | clarified | reiterated | highlighted | appealed | replied",
    "u": "representative | representatives | delegate | delegates | ambassador | speaker | speakers | delegation had | permanent representative | he | she | his | her | counterpart | envoy | observer | explanation of vote | explanation of position | minister",
}  # fmt: skip

_FRENCH: Final = {
    "F": "en faveur | en sa faveur | favorable | favorables | voix favorables | votes favorables | votes positifs | voix affirmatives | le soutien de | soutien de | l appui de | appui de"
    " | ont soutenu | a soutenu | soutenu par | soutenue par | voix pour | votes pour | l ont soutenu | pour le texte",
    "f": "pour | oui",
    "A": "voix contre | votes contre | votes negatifs | voix negatives | defavorables | s y sont opposes | s y est oppose | s y est opposee | s est oppose | s est opposee | l opposition de | opposition de | ont rejete le texte",
    "a": "contre | non",
    "B": "abstention* | se sont abstenus | se sont abstenues | s est abstenu | s est abstenue | s abstenant | s abstenir | s abstiennent | s abstient | abstenu* | s etant abstenus",
    "X": "absent | absents | absente | n ont pas vote | n a pas vote | n ont pas pris part au vote | n ont pas participe au vote | n a pas pris part au vote | n a pas participe au vote | non participants",
    "V": "voix | vote | votes | suffrages",
    "M": "membres | membre | membres permanents | membre permanent | pays | etats | etats membres | etat membre | delegations | delegation | nations | membres du conseil | d entre eux | autres | autres membres",
    "v": "vote | ont vote | a vote | votant | votaient | votent | ont emis un vote | s etant prononces | se sont prononces | s est prononce | se sont exprimes",
    "G": "recueilli | obtenu | recu | reuni | recueille | obtient | recueillant | obtenant | remporte",
    "o": "le | la | les | l | tous | toutes | seulement | seul | seuls | ne | que | ses | sa | son | ce | cette | cet | tandis | avec | un | ont | a | ayant | alors | puis | leurs | qu",
    "e": "est | sont | etait | etaient | a ete | ont ete | fut",
    "y": "par | du fait | de la part | celui | celle | ceux",
    "b": "de | du | des | d | dans | en | au | aux | sur",
    "&": "et",
    "I": "dont | notamment | parmi lesquels | parmi lesquelles | y compris | parmi eux | comme | parmi",
    "P:adopt": "adopte | adoptee | adoptes | adoptees | adoptant | adoption | a adopte | ont adopte | a ete adopte | a ete adoptee | accepte | acceptee | acceptes | vote favorablement",
    "P:approve": "approuve | approuvee | approuves | approuvees | approuvant | approbation | enterine | enterinee | enterines | enterinees | enterinant | a approuve",
    "P:keep": "maintenu | maintenue | maintenus | maintenues | maintient | conserve | conservee | conserves | decide de maintenir | decide de conserver | maintenant | retenu | retenue",
    "N:reject": "rejete | rejetee | rejetes | rejetees | rejetant | rejet | rejette | repousse | repoussee | repousses | ecarte | ecartee | n a pas ete maintenu | n a pas ete retenu",
    "N:fail": "n a pas ete adopte | n a pas ete adoptee | n ont pas ete adoptes | n a pas adopte | n adopte pas | n a pu adopter | n a pas pu adopter | n est pas parvenu a adopter | ne parvient pas a adopter | echoue a adopter"
    " | a echoue a adopter | echouant a adopter | n a pas reussi a adopter | n a pas obtenu | n ayant pas obtenu | pas ete adopte | faute d avoir obtenu | faute d avoir recueilli | n a pas recueilli | n ayant pas recueilli | faute de | n arrive pas a adopter",
    "K": "veto | vote negatif | droit de veto | mis son veto | met son veto | oppose son veto | opposent leur veto | vote negatif d un membre permanent | votes negatifs de",
    "U": "unanimite | a l unanimite | unanime | unanimement",
    "W": "sans vote | sans mise aux voix | sans etre mis aux voix | par consensus | consensus | sans proceder a un vote | par acclamation | sans le mettre aux voix | sans objection",
    "H": "main levee | a main levee",
    "R": "enregistre | vote enregistre | vote separe | votes separes | appel nominal | separe",
    "d": "projet de resolution | projets de resolution | resolution | resolutions | projet de decision | projets de decision | decision | projet | projets | texte | textes | projet de texte | proposition | declaration",
    "p": "paragraphe* | alinea* | paragraphe du dispositif | dispositif | les mots | le membre de phrase | paragraphe* du preambule | preambule",
    "m": "amendement* | amendement* oral | amendement* oraux | sous amendement* | projet d amendement | projets d amendement | proposition d amendement",
    "t": "motion | motions | motion de non action | motion de procedure | motion d ajournement | motion de non decision | motion d ordre",
    "z": "dans son ensemble | dans sa totalite | dans son integralite | en son ensemble",
    "q": "serait | sera | seront | seraient | devrait | pourrait | devra | pourra | si | etre | devoir | appele a | avant que",
    "h": "avait | avaient | avait ete | precedemment | auparavant | l an dernier | l annee derniere | le mois dernier | la semaine derniere | anterieurement",
    "r": "rappele | rappelant | rappelle | rappellent | a rappele | conformement a | en application de",
    "s": "dit | declare | souligne | indique | explique | estime | note | regrette | precise | affirme | ajoute | insiste | fait observer | prie | demande | remercie | salue | deplore | intervenant | espere",
    "u": "representant | representante | representants | delegue | deleguee | ambassadeur | ambassadrice | orateur | oratrice | explication de vote | explications de vote | il | elle | son homologue",
}  # fmt: skip

_SPANISH: Final = {
    "F": "a favor | favorables | votos afirmativos | afirmativos | afirmativo | el apoyo de | apoyo de | respaldo de | el respaldo de | respaldaron | apoyaron | apoyado por | respaldada por | apoyada por | votos favorables",
    "f": "por",
    "A": "en contra | votos negativos | negativos | se opusieron | se opuso | la oposicion de",
    "a": "contra | no",
    "B": "abstencion* | se abstuvo | se abstuvieron | abstenido | abstenidos | se abstienen | absteniendose | abstuvieron | se han abstenido | se ha abstenido | abstenerse | abstencionistas",
    "X": "ausente | ausentes | no votaron | no voto | no participaron | no participo | no participaron en la votacion | no emitieron voto",
    "V": "voto | votos | votacion | sufragios",
    "M": "miembros | miembro | miembros permanentes | miembro permanente | paises | pais | estados | estados miembros | delegaciones | delegacion | naciones | estado | miembros del consejo | de ellos | restantes | integrantes",
    "v": "votaron | voto | votando | votan | votado | han votado | ha votado | votar | emitieron | se pronunciaron | se manifestaron | votantes",
    "G": "obtuvo | recibio | recabo | logro | reunio | consiguio | ha obtenido | obtuvieron | cosecho | conto con",
    "o": "el | la | los | las | lo | todos | solo | solamente | sus | su | otros | otras | otro | mientras | que | este | esta | tambien | un con | con | unicamente | se | han | ha | hubo | los que",
    "e": "fue | fueron | son | es | estan | estuvieron",
    "y": "por | por parte de | de parte de",
    "b": "de | del | en | al",
    "&": "y | e",
    "I": "entre ellos | entre ellas | incluidos | incluido | incluidas | entre otros | entre los que | como | entre los que destacan | incluyendo | entre",
    "P:adopt": "adopto | aprobo | adoptada | aprobada | adoptado | aprobado | adopta | aprueba | adoptando | aprobando | adopcion | aprobacion | adoptaron | aprobaron | ha adoptado | ha aprobado | aprobadas | adoptadas | salio adelante | prospero",
    "P:keep": "mantuvo | mantener el parrafo | decidio mantener | retuvo | mantenido | conservo",
    "N:reject": "rechazo | rechazada | rechazado | rechaza | rechazando | rechazaron | desestimo | desestimada | ha rechazado | rechazadas",
    "N:fail": "no fue aprobada | no fue adoptada | no fue aprobado | no fue adoptado | no adopto | no aprobo | no logro adoptar | no logro aprobar | no logra aprobar | no logra adoptar | no consiguio aprobar | fracaso | fracasa | no pudo adoptar | no obtuvo | no alcanzo | no prospero | no salio adelante | no consigue aprobar | no ha logrado aprobar",
    "K": "veto | veta | vetar | vetado | vetada | vetaron | vetan | derecho de veto | voto negativo | derecho al veto",
    "U": "por unanimidad | unanimidad | unanime | unanimemente",
    "W": "sin votacion | por consenso | consenso | sin someterla a votacion | sin someterlo a votacion | por aclamacion | sin voto",
    "H": "mano alzada | a mano alzada",
    "R": "registrada | votacion registrada | nominal | votacion nominal | votacion separada | separada",
    "d": "proyecto de resolucion | proyectos de resolucion | resolucion | resoluciones | proyecto | texto | borrador | documento | decision | propuesta | proyecto de decision | iniciativa | borrador de resolucion",
    "p": "parrafo* | las palabras | parrafo* de la parte dispositiva",
    "m": "enmienda* | enmienda* oral | subenmienda*",
    "t": "mocion | mociones | mocion de no accion | mocion de procedimiento",
    "z": "en su conjunto | en su totalidad",
    "q": "seria | sera | deberia | podria | debera | podra | si | ser | tendria",
    "h": "habia | habian | anteriormente | previamente | el ano pasado | el mes pasado | la semana pasada | en el pasado | antes",
    "r": "recordo | recuerda | recordando | recordar",
    "s": "dijo | afirmo | senalo | explico | declaro | subrayo | expreso | destaco | indico | agrego | lamento | advirtio | sostuvo | asegura",
    "u": "representante | representantes | embajador | embajadora | delegado | delegada | orador | explicacion de voto | el diplomatico",
}  # fmt: skip

_RUSSIAN: Final = {
    "F": "в поддержку | поддержал | поддержала | поддержали | поддержало | за принятие | в пользу | поддержке | при поддержке | голосов за | голоса за | за резолюцию | за документ | за проект | за нее | за него",
    "f": "за",
    "A": "голосов против | против резолюции | против документа | против проекта | против нее | против него",
    "a": "против",
    "B": "воздержал* | воздержавш* | воздержан* | воздержива* | воздержались от голосования",
    "X": "не голосовал* | не участвовал* | не принял* участия | не приняли участия в голосовании | не участвовали в голосовании | не принимал* участия | отсутствовал*",
    "V": "голос* | голосовани*",
    "M": "стран* | постоянн* член* | государств* | член* | делегаци* | членов совета | государств членов | государства члены | участник* | представител* | остальные | остальных | из них | государства",
    "v": "проголосовал* | голосовали | голосовал | голосовала | высказал* | выступил* | отдал* | подали | подал | было подано",
    "G": "получил* | набрал* | собрал* | заручил* | получив | набрав | заручился поддержкой",
    "o": "все | всех | лишь | только | еще | при этом | а | также | же | ее | его | их | этот | эту | при | это | однако | было | остальные",
    "e": "стали | была | были | был",
    "y": "со стороны | от",
    "b": "из | в | на | по",
    "&": "и",
    "I": "в том числе | включая | среди них | среди которых | в частности | в их числе | среди",
    "P:adopt": "принял | приняла | приняли | принята | принят | принято | принимает | одобрил | одобрила | одобрили | одобрен | одобрена | утвердил | утвердила | принятие | приняв | одобряет | утвержден | утверждена | прошла | принятии | принятия",
    "P:keep": "сохранил | сохранила | сохранен | сохранить пункт | решил сохранить | решила сохранить | оставил | оставила | оставлен",
    "N:reject": "отклонил | отклонила | отклонили | отклонен | отклонена | отклонены | отклонило | отвергнут | отвергнута | отверг | отвергла | отвергли | отклонив | отклоняет | отвергает | провалил*",
    "N:fail": "не принял | не приняла | не принят | не принята | не была принята | не был принят | не было принято | не смог принять | не смогла принять | не удалось принять | не прошла | не прошел | не набрал | не набрала | не получил | не получила"
    " | не сумел принять | не одобрил | не одобрила",
    "K": "вето | ветировал* | заблокировал* | право вето | правом вето | отрицательный голос",
    "U": "единогласно | единогласн* | единодушно",
    "W": "без голосования | консенсусом | на основе консенсуса | консенсус* | путем консенсуса | без проведения голосования | без вынесения на голосование",
    "H": "поднятием рук",
    "R": "регистрируемым голосованием | заносимым в отчет | поименн* | заносимого в отчет | раздельн*",
    "d": "проект* резолюции | резолюци* | проект* решения | решение | решения | проект* | документ* | текст* | инициатив*",
    "p": "пункт* | абзац* | пункт* постановляющей части | слова",
    "m": "поправк* | устн* поправк* | поправок",
    "t": "процедурн* предложение | ходатайств* | предложение о непринятии решения | предложение не принимать",
    "z": "в целом",
    "q": "будет | может | могла | мог | должен | должна | если | бы | планирует | чтобы | для принятия | намерен*",
    "h": "ранее | прежде | до этого | в прошлом году | в прошлом месяце | на прошлой неделе | в свое время | тогда",
    "r": "напомнил* | напомним | напоминает",
    "s": "сказал* | заявил* | отметил* | подчеркнул* | пояснил* | добавил* | сообщил* | указал* | считает | призвал*",
    "u": "постпред* | постоянный представитель | постоянного представителя | посол | дипломат | оратор | представитель россии",
}  # fmt: skip

_LANGUAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ru": _RUSSIAN,
}


@cache
def lexicon(lang: str) -> Trie[str]:
    """Return the phrases of a language; values are a kind, or a kind with its shade: `N:fail`."""
    trie: Trie[str] = Trie()
    for kind, phrases in _LANGUAGES[lang].items():
        for phrase in phrases.split("|"):
            trie.add(words_of(phrase), kind)
    return trie
