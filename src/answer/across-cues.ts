/**
 * How people ask over several essays at once, in six languages: "which of the authors …", "what do the essays say …",
 * "do they agree …". Patterns over folded questions.
 */

/** `which`: the essays themselves are asked for; `pronoun`: "they" may be the essays, or people in one of them. */
export type Cue = 'which' | 'all' | 'which-pronoun' | 'all-pronoun';

const whole = (inside: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${inside})(?![\\p{L}\\p{N}])`, 'u');

const en = '(?:essays|authors|texts|writers|readings|articles)';
const enOne = '(?:essay|author|text|writer|reading|article)s?';
const enSays =
  '(?:sa(?:y|id)s?|mention\\p{L}*|talk\\p{L}*|speak\\p{L}*|spoke|discuss\\p{L}*|argue[sd]?|thinks?|thought|believe[sd]?|claim\\p{L}*|writes?|wrote|describe[sd]?|deals? with|quote[sd]?|cite[sd]?|refer\\p{L}*|address\\p{L}*|cover\\p{L}*|explain\\p{L}*|propose[sd]?|defend\\p{L}*|reject\\p{L}*|support\\p{L}*|oppose[sd]?|critici[sz]e[sd]?|holds?|holding|touch\\p{L}*|agree[sd]?|disagree[sd]?|differ|(?:is|are|was|were) (?:about|for|against|in favou?r|most|more)|(?:do|does|did|has|have|would)(?: not)?)';
const enThe =
  '(?:(?:the|these|those|both|all|all the|all of the|all these|both of the)(?: (?:two|three|four|five|other|different))?|our|different|several)';
const de = '(?:essays|texten?|aufsatzen?|autoren|autorinnen|artikeln?)';
const deSays = '(?:sagen|schreiben|meinen|denken|behaupten|sehen|sind|haben|erwahnen|beurteilen|bewerten|halten)';
const ru = '(?:авторы|авторов|авторах|авторам|эссе|тексты|текстов|текстах|статьи|статей|статьях)';
const ruSays =
  '(?:говорят|пишут|думают|считают|утверждают|упоминают|видят|относятся|(?:согласны|сходятся|расходятся)(?: ли)?)';
const es = '(?:ensayos|textos|autores|autoras|articulos)';
const esSays = '(?:dicen|piensan|opinan|creen|escriben|ven|mencionan|coinciden|estan de acuerdo)';
const fr = '(?:essais|textes|auteurs|autrices|articles)';
const frSays =
  "(?:disent|pensent|croient|ecrivent|voient|mentionnent|jugent|parlent|sont|sont-ils d'accord|s'accordent(?:-ils)?)";
const ja = '(?:エッセイ|文章|著者|筆者|論文|記事|作者|テキスト)';

const cues: readonly (readonly [Cue, readonly RegExp[]])[] = [
  [
    'which',
    [
      whole(
        `(?:which|who|what|how many|any|one|none|neither|either) (?:of|among) (?:the|these|those|our)(?: \\p{L}+)? ${en}`,
      ),
      whole(`(?:which|what|how many|whose) (?:other )?${enOne} (?:\\p{L}+ly |also |all )?${enSays}`),
      whole(`in (?:which|what) (?:of the ${en}|${enOne})`),
      whole(`(?:welche[rsmn]?|wer|keine[rs]?) (?:von |unter |aus )?(?:der |den |dieser |diesen )${de}`),
      whole(`(?:in )?welche[rsmn]? (?:essays?|text|aufsatz|autor|autorin|${de}) (?:\\p{L}+t|\\p{L}+en)`),
      whole(`(?:котор\\p{L}+|как\\p{L}+|кто|никто|ни один) из (?:этих |двух |трех )?${ru}`),
      whole(`(?:в )?(?:каком|каких|какие|какой|котором) (?:эссе|текст\\p{L}*|стать\\p{L}*|автор\\p{L}*) \\p{L}+`),
      whole(
        `(?:cual(?:es)?|quien(?:es)?|ningun[oa]?|algun[oa]?) (?:de|entre) (?:los|las|estos|estas)(?: dos| tres)? ${es}`,
      ),
      whole(
        '(?:en )?(?:que|cual(?:es)?) (?:ensayo|autor|autora|texto|articulo)(?:e?s)? (?:se )?(?:menciona|dice|habla|trata|cree|piensa|opina|defiende)n?',
      ),
      whole(
        `(?:lequel|laquelle|lesquel(?:le)?s|qui|aucun|l'un) (?:des|de ces|parmi les|parmi ces|d'entre les)(?: deux| trois)? ${fr}`,
      ),
      whole(
        `(?:dans )?quel(?:le)?s? (?:essai|auteur|autrice|texte|article)s? (?:mentionne|parle|dit|pense|croit|evoque|cite|defend)(?:nt)?`,
      ),
      whole('dans (?:quel|lequel|quels) (?:essai|texte|article)s?'),
      new RegExp(`どの${ja}`, 'u'),
    ],
  ],
  [
    'all',
    [
      whole(`(?:each|all|both|every one) of (?:the|these|those|our)(?: \\p{L}+)? ${en}`),
      whole(
        `(?:do|did|are|were|have|would|can|could|should|will|how|what|why|where) ${enThe} ${en}(?! of(?! (?:these|the) essays))`,
      ),
      whole(`${enThe} ${en} (?:all |both )?${enSays}`),
      whole(`(?:across|between|among|throughout|in|from|according to) ${enThe} ${en}`),
      whole(`(?:compare|contrast) ${enThe} ${en}`),
      whole(`${deSays} (?:denn |sich )?(?:die|diese|beide|alle|die beiden|alle diese) ${de}`),
      whole(`(?:in|aus|zwischen) (?:den|diesen|allen|beiden|den beiden) ${de}`),
      whole(`${ruSays} (?:все |эти |оба )?${ru}|(?:авторы|эссе|тексты|статьи) ${ruSays}`),
      whole(`(?:эти|всех?|оба|обоих|этих) ${ru}`),
      whole(`${esSays} (?:todos )?(?:los|las|estos|estas|ambos)(?: dos| tres)? ${es}`),
      whole(`(?:los|las|estos|ambos)(?: dos| tres)? ${es} ${esSays}`),
      whole(`(?:en|entre) (?:los|estos|todos los|ambos)(?: dos| tres)? ${es}`),
      whole(`${frSays} (?:tous )?(?:les|ces|les deux|les trois) ${fr}`),
      whole(`(?:les|ces|tous les|les deux) ${fr} ${frSays}`),
      whole(`(?:dans|entre) (?:les|ces|tous les|les deux) ${fr}`),
      new RegExp(
        `(?:各|それぞれの|これらの|すべての|全ての|両方の|二つの|複数の)${ja}|(?:著者|筆者|作者)(?:たち|達)`,
        'u',
      ),
    ],
  ],
  [
    'which-pronoun',
    [
      whole('(?:which|who|any|one|none|neither|either) (?:of|among) (?:them|these|those|the two)'),
      whole('(?:wer|welche[rs]?) von (?:ihnen|beiden|diesen)'),
      whole('(?:кто|котор\\p{L}+|как\\p{L}+) из (?:них|двоих)'),
      whole('(?:cual|quien) de (?:ellos|ellas|los dos)'),
      whole("(?:lequel|laquelle|qui) (?:d'entre eux|d'entre elles|parmi eux|des deux)"),
    ],
  ],
  [
    'all-pronoun',
    [
      whole('(?:they|the two|both)(?: all| both| ever| really| also)? (?:agree|disagree|differ|concur|contradict)'),
      whole(`(?:they (?:all|both)|(?:all|both|each) of them) ${enSays}`),
      whole('(?:compare|contrast) (?:how they|them|both|the two|their \\p{L}+)'),
      whole('(?:sind|waren) sie sich \\p{L}*\\s?.{0,80}einig|stimmen sie .{0,80}uberein'),
      whole('(?:согласны|сходятся|расходятся) ли они|они (?:согласны|расходятся)'),
      /^[^\p{L}]*(?:estan (?:ellos )?de acuerdo|en que coinciden)(?= (?:en|sobre|con que) |[^\p{L}]*$)/u,
      whole("sont-ils (?:tous )?d'accord|s'accordent-ils"),
    ],
  ],
];

/** How the folded `question` asks over several essays; undefined where it does not. */
export function cueIn(question: string): Cue | undefined {
  return cues.find(([, patterns]) => patterns.some((pattern) => pattern.test(question)))?.[0];
}

/** Nouns for essays and their authors, folded. */
export const essayNouns: ReadonlySet<string> = new Set(
  (
    'essay essays author authors text texts writer writers reading readings article articles ' +
    'эссе автор авторы авторов авторах авторам текст текста тексте тексты текстов текстах статья статьи статье статей статьях ' +
    'texte texten aufsatz aufsatze aufsatzen autor autoren autorin autorinnen artikel artikeln ' +
    'ensayo ensayos texto textos autora autores autoras articulo articulos ' +
    'essai essais textes auteur auteurs autrice autrices'
  ).split(' '),
);

/** Nouns that the matter of essays may well hold: they count only where no essay uses them. */
export const commonNouns: ReadonlySet<string> = new Set(
  'texts writers readings articles texte texten artikel artikeln тексты текстов статьи статей textos articulos textes'.split(
    ' ',
  ),
);

/** What essays do, beyond what question-frame.ts knows of one. */
export const askingWords: ReadonlySet<string> = new Set(
  (
    'agree agrees agreed disagree disagrees differ differs compare compared contrast contradict concur see sees view views treat treats judge judges ' +
    'regard regards address addresses cover covers deal deals with hold holds cite cites refer refers explain explains opinions both all other each them two three ' +
    'einig ubereinstimmen stimmen uberein vergleiche vergleichen sehen sieht sagen schreiben meinen denken behaupten erwahnen halten sich beide beiden alle ' +
    'согласны согласен сходятся расходятся сравни сравните сравнить говорят пишут думают считают утверждают упоминают упоминается видят относятся них оба обоих все эти ' +
    'dicen piensan opinan creen escriben ven mencionan coinciden acuerdo compara comparar habla trata defiende ellos ambos todos ' +
    "disent pensent croient ecrivent voient mentionnent jugent parlent parle accordent d'accord s'accordent accord compare comparer comparez eux tous evoque"
  ).split(' '),
);

/** Words after which the matter stands. */
export const aboutWords: ReadonlySet<string> = new Set(
  'about on of regarding concerning toward towards that uber zu von dass о об обо про что sobre de acerca que sur du des'.split(
    ' ',
  ),
);
