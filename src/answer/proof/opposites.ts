/**
 * Pairs of words that say the opposite of one another, by language. Few and plain: a pair that is an opposite only now
 * and then would refuse sentences that are true.
 */
type Pair = readonly [RegExp, RegExp];

const english: readonly Pair[] = [
  [/^(?:more|additional|further)$/, /^(?:less|fewer)$/],
  [/^(?:better|best)$/, /^(?:worse|worst)$/],
  [/^(?:good)$/, /^(?:bad|poor)$/],
  [/^(?:high|higher|highest)$/, /^(?:low|lower|lowest)$/],
  [/^(?:strong|stronger|strongest)$/, /^(?:weak|weaker|weakest)$/],
  [/^(?:great|greater|greatest|large|larger|largest|big|bigger|biggest)$/, /^(?:small|smaller|smallest)$/],
  [
    /^(?:increas\w*|ris(?:e|es|ing|en)|rose|grow(?:s|n|ing|th)?|grew)$/,
    /^(?:decreas\w*|declin\w*|fall(?:s|ing|en)?|fell|drop(?:s|ped)?|shr[aiu]nk\w*)$/,
  ],
  [/^(?:gain\w*|win|wins|winning|won)$/, /^(?:los(?:e|es|ing|t)|forfeit\w*)$/],
  [/^(?:support\w*|favou?r(?:s|ed)?|back(?:s|ed))$/, /^(?:oppos(?:e|es|ed|ing|ition)|resist\w*)$/],
  [/^(?:possib\w+)$/, /^(?:impossib\w+)$/],
  [/^(?:can)$/, /^(?:impossib\w+)$/],
  [/^(?:likely)$/, /^(?:unlikely)$/],
  [/^(?:able)$/, /^(?:unable)$/],
  [/^(?:changed)$/, /^(?:unchanged)$/],
  [/^(?:known)$/, /^(?:unknown)$/],
  [/^(?:important)$/, /^(?:unimportant)$/],
  [/^(?:willing)$/, /^(?:unwilling)$/],
  [/^(?:trust(?:s|ed)?)$/, /^(?:distrust\w*|mistrust\w*)$/],
  [/^(?:agree(?:s|d)?)$/, /^(?:disagree\w*|dispute[ds]?)$/],
  [/^(?:right|correct|true)$/, /^(?:wrong|false|incorrect|mistaken)$/],
  [/^(?:before)$/, /^(?:after)$/],
  [/^(?:always)$/, /^(?:never)$/],
  [/^(?:allow(?:s|ed)?|permit\w*|enabl\w+)$/, /^(?:prevent\w*|forbid\w*|forbade|prohibit\w*|ban(?:s|ned)?)$/],
  [/^(?:continu\w+)$/, /^(?:ceas\w+|stop(?:s|ped)?|end(?:s|ed))$/],
  [/^(?:open(?:s|ed)?)$/, /^(?:clos(?:e|es|ed)|shut|sealed)$/],
  [/^(?:accept\w*)$/, /^(?:reject\w*|refus\w+)$/],
  [/^(?:success\w*|succeed\w*)$/, /^(?:fail(?:s|ed|ure)?)$/],
  [/^(?:easy|easier|easily)$/, /^(?:difficult|hard|harder)$/],
  [/^(?:strengthen\w*)$/, /^(?:weaken\w*)$/],
  [/^(?:improv\w*)$/, /^(?:worsen\w*|deteriorat\w*)$/],
  [/^(?:near|nearer|closer|nearby)$/, /^(?:far|farther|further|away|distant)$/],
  [/^(?:first|earliest)$/, /^(?:last|latest)$/],
  [/^(?:rich|richer)$/, /^(?:poor|poorer)$/],
  [/^(?:cheap|cheaper)$/, /^(?:expensive|dearer|costlier)$/],
  [/^(?:many|much)$/, /^(?:few|little)$/],
  [/^(?:keen|eager)$/, /^(?:little|reluctant|unwilling)$/],
  [/^(?:remain\w*|stay(?:s|ed)?)$/, /^(?:vanish\w*|disappear\w*|abandon\w*)$/],
];

const russian: readonly Pair[] = [
  [/^(?:больше|более)$/, /^(?:меньше|менее)$/],
  [/^(?:лучше|лучш\p{L}+)$/u, /^(?:хуже|худш\p{L}+)$/u],
  [/^(?:хорошо|хорош\p{L}+)$/u, /^(?:плохо|плох\p{L}+)$/u],
  [/^(?:выше|высок\p{L}+)$/u, /^(?:ниже|низк\p{L}+)$/u],
  [/^(?:сильн\p{L}+|сильнее)$/u, /^(?:слаб\p{L}+|слабее)$/u],
  [
    /^(?:увелич\p{L}+|вырос\p{L}*|раст[её]т|рост\p{L}*|усил\p{L}+)$/u,
    /^(?:уменьш\p{L}+|сниз\p{L}+|сниж\p{L}+|упал\p{L}*|сократ\p{L}+|ослаб\p{L}+)$/u,
  ],
  [/^(?:возможн\p{L}*|можно)$/u, /^(?:невозможн\p{L}*|нельзя)$/u],
  [/^(?:дороже|дорог(?:ой|ая|ие|о))$/u, /^(?:дешевле|дешев\p{L}+)$/u],
  [/^(?:ближе|близк\p{L}+|рядом|вблизи)$/u, /^(?:дальше|подальше|дал[её]к\p{L}+|вдали)$/u],
  [/^(?:длиннее|длинн\p{L}+)$/u, /^(?:короче|коротк\p{L}+)$/u],
  [/^(?:до)$/, /^(?:после)$/],
  [/^(?:всегда)$/, /^(?:никогда)$/],
  [/^(?:прав|права|правы)$/, /^(?:неправ\p{L}*|ошиб\p{L}+)$/u],
  [/^(?:соглас\p{L}+)$/u, /^(?:возраж\p{L}+|несоглас\p{L}+)$/u],
  [/^(?:поддерж\p{L}+)$/u, /^(?:против|отверг\p{L}*)$/u],
  [/^(?:продолж\p{L}+)$/u, /^(?:перестал\p{L}*|прекрат\p{L}+)$/u],
  [/^(?:разреш\p{L}+|позвол\p{L}+)$/u, /^(?:запре[тщ]\p{L}+)$/u],
  [/^(?:открыт\p{L}*|откры(?:л|ли|ла))$/u, /^(?:закрыт\p{L}*|закры(?:л|ли|ла))$/u],
  [/^(?:много|многие)$/, /^(?:мало|немног\p{L}+)$/u],
  [/^(?:чаще|часто)$/, /^(?:реже|редко)$/],
];

const german: readonly Pair[] = [
  [/^(?:mehr)$/, /^(?:weniger)$/],
  [/^(?:besser\w*)$/, /^(?:schlechter\w*)$/],
  [/^(?:hoch|hoh\w+)$/, /^(?:niedrig\w*|tief\w*)$/],
  [/^(?:moglich\w*)$/, /^(?:unmoglich\w*)$/],
  [/^(?:vor)$/, /^(?:nach)$/],
  [/^(?:immer)$/, /^(?:nie|niemals)$/],
  [/^(?:steig\w+|stieg\w*|wachs\w+|wuchs\w*)$/, /^(?:sink\w+|sank\w*|fallt|fiel\w*)$/],
];

const spanish: readonly Pair[] = [
  [/^(?:mas)$/, /^(?:menos)$/],
  [/^(?:mejor\w*)$/, /^(?:peor\w*)$/],
  [/^(?:posible\w*)$/, /^(?:imposible\w*)$/],
  [/^(?:antes)$/, /^(?:despues)$/],
  [/^(?:siempre)$/, /^(?:nunca|jamas)$/],
  [/^(?:aument\w+|crec\w+)$/, /^(?:disminu\w+|baj(?:o|aron|a|an))$/],
];

const french: readonly Pair[] = [
  [/^(?:plus)$/, /^(?:moins)$/],
  [/^(?:mieux|meilleur\w*)$/, /^(?:pire\w*|pis)$/],
  [/^(?:possible\w*)$/, /^(?:impossible\w*)$/],
  [/^(?:avant)$/, /^(?:apres)$/],
  [/^(?:toujours)$/, /^(?:jamais)$/],
  [/^(?:augment\w+|croi\w+)$/, /^(?:diminu\w+|baiss\w+)$/],
];

const japanese: readonly Pair[] = [
  [/^(?:増え\p{L}*|増加)$/u, /^(?:減\p{L}*|減少)$/u],
  [/^(?:可能)$/u, /^(?:不可能)$/u],
  [/^(?:賛成)$/u, /^(?:反対)$/u],
  [/^(?:前)$/u, /^(?:後)$/u],
];

const tables: Readonly<Record<string, readonly Pair[]>> = {
  en: english,
  ru: russian,
  de: german,
  es: spanish,
  fr: french,
  ja: japanese,
};

/** Whether the folded forms `a` and `b` are opposites in `language`. */
export function areOpposites(a: string, b: string, language: string): boolean {
  return (tables[language] ?? []).some(([left, right]) =>
    left.test(a) ? right.test(b) : right.test(a) && left.test(b),
  );
}
