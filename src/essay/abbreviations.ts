/**
 * Words with a full stop that does not end a sentence, in the languages we meet most. Lists of writing habits, never of
 * any one essay's terms.
 */

/** A name or a word always follows: a sentence never ends here. */
const beforeNames =
  'dr mr mrs ms mx prof rev fr sr jr hon gen col lt sgt capt cmdr adm maj gov sen rep pres st mt ft messrs mme mlle mgr ' +
  'ing dipl hr fra herr frl doz dott sra srta lic don ave vs cf viz approx ca eg ie bzw bspw sog vgl geb gest ggf evtl ' +
  'inkl exkl zit hrsg ed eds trans transl p.ej e.g i.e z.b d.h u.a s.o s.u i.d.r o.ä т.е т.к т.н т.о напр им ' +
  'акад проф доц г-н г-жа гр тов ген полк ул просп пл наб обл св рис табл см ср';

/** Only a number that follows keeps the sentence open ("No. 5", "p. 12"); "No. He left." stays two sentences. */
const beforeNumbers =
  'no nos nr nrn p pp pg s ss vol vols ch chap sec sect fig figs eq art par para op cit v vv ver l ll bd bde kap abs abb ' +
  'anm aufl jg taf n° núm pág págs cap t fasc chapp стр с гл т тт вып № п пп ст разд ок около';

/** May end a sentence: the sentence goes on only before lower case, a digit or a bracket. */
const anywhere =
  'etc usw u.s.w et al inc ltd co corp bros jan feb mar apr jun jul aug sep sept oct nov dec jan febr dez okt mai ' +
  'a.m p.m b.c a.d b.c.e c.e u.s u.s.a u.k u.n e.u d.c ph.d m.d b.a m.a г гг в вв н.э до.н.э т.д т.п др пр руб коп тыс ' +
  'млн млрд долл чел кв км м см кг jh jhd mio mrd tsd str uvm c.-à-d av apr ibid';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const abbreviations = {
  beforeNames: set(beforeNames),
  beforeNumbers: set(beforeNumbers),
  anywhere: set(anywhere),
} as const;

/** Capitalised words that open a sentence far more often than they follow an abbreviation or an initial. */
export const openers: ReadonlySet<string> = set(
  'The A An In On At It Its He She They We You I This That These Those There But And Or If When While As For To Yet So ' +
    'However Moreover What Why How Who His Her Their Our My No Not By With From After Before Since Although ' +
    'Der Die Das Ein Eine Es Er Sie Wir Ich In Im Am Auf Aber Und Wenn Als Doch So Dies Diese Dieser ' +
    'Le La Les Un Une Il Elle Ils Nous Vous Je Ce Cette Ces Mais Et Si Dans Pour ' +
    'El Los Las Una Pero Y En Es Se Esto Este Esta ' +
    'Он Она Они Оно Мы Вы Я Это Этот Эта Эти В На Но И А Если Когда Как Для По С Из К О Однако Поэтому Так Тогда',
);

/** Languages that write an ordinal as a number with a full stop ("am 3. Oktober"). */
export const ordinalStopLanguages: ReadonlySet<string> = set('de da nb nn no fi is cs sk sl hr hu et lv tr pl');
