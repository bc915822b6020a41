/**
 * Plain personal distress in six languages: in the first person, in the speaker's own voice. Essays speak of death too,
 * so that quoted words, words that somebody in a text says, and sentences about others count for nothing. In doubt the
 * contact line is said: a needless one costs less than a missing one.
 */

/** The sentence or clause is over: "I do not want to live", not "… to live in Japan". */
const end = String.raw`(?=\s*(?:$|[.!?,;…。！？、]|\b(?:any ?more|lately|again|a lot|mehr|plus|más)\b))`;
const pattern = (...alternatives: readonly string[]): RegExp => new RegExp(alternatives.join('|'), 'giu');
/** Cyrillic has no word boundary in regular expressions. */
const ru = (words: string): string => String.raw`(?<!\p{L})(?:${words})(?!\p{L})`;

const english = pattern(
  String.raw`\bi(?:'m|'ve|'d|'ll)?\b[^.!?]{0,40}\b(?:kill(?:ing)? myself|end(?:ing)? my (?:own )?life|end(?:ing)? it all|(?:hurt|harm|cut)(?:ting|ing)? myself)\b`,
  String.raw`\bi (?:really |just |often |honestly |kinda |only |sometimes )*(?:want to|wanna|wish i could|wish to) (?:just )?(?:die|disappear forever|be dead|commit suicide)\b`,
  String.raw`\bi (?:really |just )*(?:don'?t|do not|no longer) (?:really )?(?:want to|wanna) (?:live|be alive|exist|be here|go on living|wake up)(?: any ?more)?${end}`,
  String.raw`\bi(?:'m| am| feel) (?:feeling |so |really )*suicidal\b|\bi hate my life\b|\bnobody would miss me\b`,
  String.raw`\bi (?:often |really |just )*wish (?:i|that i) (?:was|were) (?:dead|not alive|never born)\b|\bi wish i(?:'d| had) never been born\b`,
  String.raw`\bi (?:just |really )*can(?:'?t|not) (?:go on|take (?:it|this|life))(?: living| like this)?(?: any ?more)?\s*[.!…]*$`,
  String.raw`\bi (?:(?:really |just )?(?:don'?t|do not|can'?t) (?:see|have|find) (?:any|a|the)|(?:see|have|find) no) (?:reason|point) (?:to live|to go on|in living|in being alive|in going on)\b`,
  String.raw`\bmy life(?:'s| is) (?:not worth (?:living|it)|worthless|pointless|meaningless)\b|\bmy life (?:isn'?t worth living|has no (?:meaning|point|purpose))\b`,
  String.raw`\b(?:everyone|everybody|people|they|you all|the world|my \w+)(?:'d| would| will) be (?:better off|happier|better) without me\b`,
  String.raw`\bi (?:just |really )*want (?:it all|everything) to (?:end|stop|be over)\b`,
  String.raw`\bi(?:'m|'ve been| am| have been| keep| was)(?: always| often)? thinking (?:about|of) (?:suicide|dying)${end}`,
);
const russian = pattern(
  ru(
    '(?:я )?(?:просто |очень |так |больше всего )*хочу (?:просто |сразу |скорее )?(?:умереть|сдохнуть|покончить с (?:собой|жизнью)|убить себя|исчезнуть навсегда|причинить себе (?:боль|вред)|сделать себе больно|порезать себя)',
  ),
  ru(
    'я (?:уже |тоже |иногда )*(?:хотел[аи]?(?: бы)?|собираюсь|решил[аи]?|думаю|мечтаю) (?:просто )?(?:умереть|покончить с (?:собой|жизнью)|убить себя)',
  ),
  `${ru('я (?:часто |постоянно |всё время |все время )?думаю о (?:самоубийстве|суициде|том,? чтобы (?:умереть|покончить с собой|убить себя))')}${end}`,
  String.raw`${ru('не хочу (?:больше |дальше )?жить')}(?!\s+(?:в|на|у|по|как|под|рядом|вместе|с)\s(?!(?:этом|таком)\s+мире))`,
  ru('мне (?:больше |совсем |уже )?не хочется (?:больше )?жить|мне (?:больше )?незачем жить'),
  ru('лучше бы (?:меня (?:вообще )?не было|я умер(?:ла)?|я не рождал(?:ся|ась)|мне умереть)'),
  ru(
    '(?:я )?не вижу (?:больше |никакого )?смысла (?:жить|в (?:своей )?жизни)|моя жизнь (?:не имеет|лишена) смысла|моя жизнь бессмысленна',
  ),
  ru('(?:всем|без меня всем) (?:будет|было бы|станет) (?:только )?лучше(?: без меня)?'),
);
const japanese = pattern(
  '死にたい|自殺したい|消えてしまいたい|生きていたくない|自分を傷つけ(?:たい|てしまう)|もう消えたい|いなくなりたい',
  String.raw`(?:生きる|生きている|生きてる)のが(?:もう)?(?:つらい|辛い|しんどい|苦しい|嫌だ|いやだ)(?:です)?(?:よ|な)?(?:$|[。、！!…\s])`,
  String.raw`生きて(?:い)?る(?:意味|価値|理由)が(?:もう)?(?:ない|無い|わからない|分からない|ありません)(?:です)?(?:$|[。、！!…\s])`,
  String.raw`自殺(?:を|のことを|しようと)(?:考えて(?:い)?(?:る|ます)|思って(?:い)?(?:る|ます))(?:$|[。、！!…\s])`,
  'リストカットし(?:てしま|たい|てる|ています)|私なんて(?:いない方|いないほう)がいい|生まれてこなければよかった',
);
const german = pattern(
  String.raw`\bich (?:will|möchte|wollte|würde (?:gern|am liebsten))(?: (?:einfach|nur|doch|so|jetzt|am liebsten|endlich|manchmal|wirklich|auch))* (?:sterben|tot sein|mich (?:umbringen|töten|verletzen|ritzen)|mir (?:das leben nehmen|et?was antun)|mein leben beenden)\b`,
  String.raw`\bich (?:will|möchte|kann|mag) (?:einfach |so )?nicht mehr (?:weiter)?(?:leben|da sein|aufwachen)${end}`,
  String.raw`\bich (?:denke|dachte) (?:oft |ständig |immer |nur noch |immer wieder )?(?:daran,? (?:mich umzubringen|zu sterben|mir das leben zu nehmen|mir et?was anzutun)|an (?:selbstmord|suizid)${end})`,
  String.raw`\bmein leben (?:hat|macht) (?:einfach )?keinen sinn\b|\bich bin lebensmüde\b|\bich hasse mein leben\b`,
  String.raw`\bich wäre (?:lieber|am liebsten|besser) (?:tot|nicht mehr da)\b|\bwäre ich doch (?:tot|nie geboren)\b`,
  String.raw`\bohne mich (?:wären|wäre|ginge es)[^.!?]{0,20} besser\b`,
);
const spanish = pattern(
  String.raw`\bquiero (?:morir(?:me)?|matarme|suicidarme|quitarme la vida|acabar con mi vida|hacerme daño|desaparecer para siempre)(?!\p{L})(?!\s+de\s)`,
  String.raw`\bme quiero (?:morir|matar|suicidar|hacer daño)(?!\p{L})(?!\s+de\s)|\bme dan ganas de (?:morir|matarme)`,
  String.raw`\bno quiero (?:seguir )?(?:vivir|viviendo)(?!\s+(?:en|con|como|de)\s(?!este mundo))`,
  String.raw`\b(?:pienso|estoy pensando|he pensado) (?:mucho |a menudo )?en (?:suicidarme|matarme|quitarme la vida|morirme|el suicidio${end})`,
  String.raw`\bno le (?:veo|encuentro) (?:ningún )?sentido a (?:mi vida|la vida|vivir|seguir viviendo)|\bmi vida (?:ya )?no (?:tiene sentido|vale (?:nada|la pena))|\bodio mi vida\b`,
  String.raw`\bojalá (?:estuviera|estuviese) muert[oa]\b|\bojalá no (?:hubiera|hubiese) nacido\b|\bestarían mejor sin mí`,
);
const french = pattern(
  String.raw`\bje veux (?:juste |vraiment )?(?:mourir|me tuer|me suicider|me faire du mal|me blesser|disparaître pour toujours)\b`,
  String.raw`\b(?:je veux|j'ai envie d'|je voudrais) ?en finir(?: avec (?:la vie|ma vie|tout(?: ça)?))?${end}`,
  String.raw`\b(?:j'ai )?envie de (?:mourir|me tuer|me suicider|me faire du mal)\b`,
  String.raw`\bje (?:ne )?veux plus (?:vivre|être là|me réveiller)(?!\s+(?:en|à|au|aux|dans|avec|comme|chez)\s)`,
  String.raw`\bje pense (?:souvent |tout le temps |sans cesse )?(?:au suicide${end}|à (?:me suicider|me tuer|mourir|en finir))`,
  String.raw`\bma vie n?'?a (?:plus (?:de|aucun)|aucun) sens|\bma vie ne vaut (?:rien|plus)|\bje (?:déteste|hais) ma vie\b`,
  String.raw`\b(?:je préfèrerais|je préférerais|j'aimerais) être morte?\b|\b(?:serait|seraient|irait|iraient) mieux sans moi\b`,
);

/** Somebody in a text says the words that follow at once: who speaks in them is not the asker. */
const reported = pattern(
  String.raw`\b(?:who|he|she|it|they|author|narrator|hero|heroine|speaker|character|protagonist|poet|writer|essay|text|poem|story|line|sentence|phrase) (?:\w+ ){0,2}?(?:says?|said|writes?|wrote|thinks?|thought|claims?|means?|reads?|goes|feels?)\b[^.!?,;]{0,12}$`,
  String.raw`\b(?:does|did|do|would) (?!i\b|you\b)(?:[\w']+ ){1,3}(?:say|write|think|mean|claim|cry|shout|feel)\b[^.!?,;]{0,12}$`,
  String.raw`(?<!\p{L})(?:герой|героиня|автор|персонаж|рассказчик|поэт|кто|он|она|они) (?:\p{L}+ )?(?:говорит|сказал[аи]?|пишет|думает|кричит|восклицает)(?!\p{L})[^.!?,;]{0,12}$`,
  '(?:主人公|登場人物|作者|著者|筆者|詩人|語り手)(?:は|が|も|の)[^。！？、]{0,12}$',
  String.raw`\b(?:wer|er|sie|held|heldin|autor|autorin|erzähler|figur|text|gedicht) (?:\p{L}+ )?(?:sagt|sagte|schreibt|schrieb|denkt|ruft|meint)\b[^.!?,;]{0,12}$|\b(?:sagt|schreibt|denkt|ruft) (?:der|die|das) \p{L}+[^.!?,;]{0,12}$`,
  String.raw`(?:quién|él|ella|héroe|autora?|narradora?|personaje|poeta|texto) (?:\p{L}+ )?(?:dice|dijo|escribe|piensa|grita)\b[^.!?,;]{0,12}$|\b(?:dice|escribe|piensa) (?:el|la) \p{L}+[^.!?,;]{0,12}$`,
  String.raw`(?:qui|il|elle|héros|héroïne|auteure?|narrat\p{L}+|personnage|poète|texte) (?:\p{L}+ )?(?:dit|disait|écrit|pense|crie)(?!\p{L})[^.!?,;]{0,12}$|\bdit-(?:il|elle)\b[^.!?,;]{0,12}$`,
);

const languages = [english, russian, japanese, german, spanish, french];

/** Whether `text` tells of the speaker's own distress; quoted words are taken out before. */
export function isDistress(text: string): boolean {
  return languages.some((language) =>
    [...text.matchAll(language)].some(({ index }) => {
      const before = text.slice(0, index).split(/[.!?。！？\n]/u);
      return (before.at(-1) ?? '').search(reported) < 0;
    }),
  );
}
