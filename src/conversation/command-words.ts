/**
 * The plain words of commands in six languages, folded (no accents, lower case). A message is a command only when
 * every word of it is here for that command; any other word makes it a question.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Politeness, articles and names of the text itself: they change no command. */
export const fillers = list(`
  a an the this that it me us my please pls plz pleas kindly of in for from to and can could would you will now just give make do write get i want need like
  some here ok hey hi text essay article paper piece whole entire everything all s d m lets let have
  пожалуйста плиз плз мне нам дай дайте сделай сделайте можешь можно это этого эссе текст текста тексте статья статьи статью статье весь всего всю в во о об что там
  bitte mir uns den das die der dem des ein eine einen einem gib gebe mach schreib kannst du diesen dieses essay text aufsatz artikel ganzen ganze von im in
  por favor me nos el la los las un una del de en este esta texto ensayo articulo todo toda dame haz hazme puedes
  s il te vous plait svp stp moi nous le la les l un une du de des d en dans ce cet cette texte essai article tout donne donnez fais faites peux tu pouvez
`);

export const summaryTriggers = list(`
  summary summarise summarize summarised summarized summarising summarizing tldr gist recap synopsis nutshell
  кратко вкратце краткое резюме резюмируй суммируй пересказ перескажи перескажите суть
  zusammenfassung zusammenfassen zusammen kurzfassung
  resumen resumir resume resumeme resumelo sintesis
  resumer resumes resumez synthese sommaire
`);

export const summaryExtras = list(`
  what is whats are sum up paragraph paragraphs essays содержание изложи изложите расскажи абзац абзаца абзацы абзацев fass fasse absatz absatze
  parrafo parrafos paragraphe paragraphes main as words word version about sentences lines points bullets bullet key two three four five few around roughly max at most under than less no more
`);

export const lengthWords: readonly {
  readonly length: 'sentence' | 'short' | 'full';
  readonly words: ReadonlySet<string>;
}[] = [
  {
    length: 'sentence',
    words: list('sentence one-sentence предложение предложении предложением предложения satz frase oracion phrase'),
  },
  {
    length: 'full',
    words: list(
      'full long longer detailed detail полное полностью полный подробно подробнее длиннее lang lange langer langere ausfuhrlich ausfuhrliche ausfuhrlicher largo larga completo completa detallado long longue detaille detaillee complet plus mas',
    ),
  },
  {
    length: 'short',
    words: list(
      'short shorter brief briefly quick quickly коротко короче короткое краткое kurz kurze kurzer kurzere breve corto corta court courte bref breve',
    ),
  },
];

/** Words that say a length only together with one of the above. */
export const lengthHelpers = list(
  'one single 1 одно одном одним одного ein einem einer uno una un une seul seule eine',
);

/** What a number before it may count in a request for a summary. */
export const countedWords = list(
  'words sentences lines points bullets слов слова предложения предложений worte wortern worter satzen satze palabras frases mots phrases',
);
export const wordsForWord = list('words слов worte wortern worter palabras mots');

/** A length alone, after a summary: "longer", "one sentence". */
export const lengthAlone = list('longer shorter sentence подробнее короче предложение предложением langer kurzer');

export const showWords = list(`
  show read open quote print display see what whats is does say says there down up out go full paragraph paragraphs next to number no and
  покажи покажите прочти прочитай прочитайте открой откройте процитируй говорится сказано написано говорит с по абзац абзаца абзаце абзацы
  zeig zeige zeigen lies lesen offne zitiere steht sagt was absatz und
  muestra muestrame lee leer abre cita dice que parrafo pone y
  montre montrez lis lire lisez ouvre ouvrez cite dit que paragraphe dis qu quoi et y a t il
`);

export const stepWords: Readonly<Record<'next' | 'previous', ReadonlySet<string>>> = {
  next: list('next дальше следующий следующего nachster nachste nachsten weiter siguiente suivant suivante'),
  previous: list(
    'previous prev предыдущий предыдущего назад vorheriger vorherigen zuruck anterior precedent precedente',
  ),
};

export const essaysTriggers = list('essays texts список essays texte aufsatze ensayos textos essais textes какие');

export const essaysExtras = list(`
  list show which what are there available your know about is
  покажи есть у тебя доступны доступные
  zeige zeig welche gibt es liste hast sind alle
  lista muestra muestrame que hay cuales son tienes
  liste montre quels sont y a t disponibles as quelle
`);

/** Whole messages, folded, without punctuation. */
export const phrasesFor = {
  help: list2(`help|help me|help please|please help|can you help me|commands|what can you do|how does this work|how do i use this|how do i use you|how do you work|who are you|what are you|menu
    помощь|помоги|помогите|справка|что ты умеешь|как пользоваться|кто ты|команды
    ヘルプ|使い方|使い方は|助けて|何ができますか|何ができる
    hilfe|was kannst du|wie funktioniert das|wer bist du|befehle
    ayuda|ayudame|que puedes hacer|como funciona esto|como funciona|quien eres
    aide|aide moi|que peux tu faire|comment ca marche|qui es tu|aidez moi`),
  privacy:
    list2(`privacy|what do you store|what do you store about me|what is stored about me|what do you know about me|what do you keep about me|my data|do you store my questions|are my questions stored
    приватность|конфиденциальность|что ты хранишь|что ты обо мне хранишь|что обо мне хранится|мои данные
    プライバシー|何を保存していますか|私のデータ
    datenschutz|was speicherst du|was speicherst du uber mich|meine daten
    privacidad|que guardas|que guardas de mi|mis datos
    confidentialite|vie privee|que gardes tu|mes donnees|que sais tu de moi`),
  export: list2(`export my data|download my data|give me my data|send me my data
    выгрузи мои данные|экспортируй мои данные|скачать мои данные
    データをエクスポート|私のデータをエクスポート|データをダウンロード
    meine daten exportieren|exportiere meine daten|daten exportieren
    exporta mis datos|exportar mis datos|descargar mis datos
    exporte mes donnees|exporter mes donnees|telecharger mes donnees`),
  forget: list2(`forget me|forget about me|delete my data|delete everything about me|erase my data|remove my data
    забудь меня|удали мои данные|сотри мои данные|удали все обо мне
    私のデータを削除|私のデータを消して|データを削除して
    vergiss mich|losche meine daten|meine daten loschen
    olvidame|borra mis datos|borrar mis datos|elimina mis datos
    oublie moi|efface mes donnees|supprime mes donnees|supprimer mes donnees`),
  notes: list2(`class notes|show class notes|show the class notes|teacher s notes|teachers notes
    заметки преподавателя|заметки для группы|クラスのメモ|先生のメモ
    notizen der lehrperson|klassennotizen|notas de clase|notas del profesor|notes de classe|notes du professeur`),
  teacher: list2(`ask the teacher|ask my teacher|ask teacher|can you ask the teacher|please ask the teacher
    спроси преподавателя|спроси учителя|спросить преподавателя|先生に聞いて|教師に聞く|先生に質問
    frag die lehrperson|frag die lehrerin|frag den lehrer|lehrperson fragen
    pregunta al profesor|preguntale al profesor|preguntar al docente|demande au professeur|demander a l enseignant`),
  handout:
    list2(`handout|hand out|numbered copy|numbered text|print version|give me the handout|the handout please|numbered copy please
    раздатка|текст с номерами|нумерованный текст|配布資料|番号付きの本文
    handzettel|nummerierter text|arbeitsblatt|copia numerada|texto numerado|copie numerotee|texte numerote`),
  essays: list2(
    `essays|list|list essays|エッセイ一覧|エッセイのリスト|エッセイの一覧|どんなエッセイがありますか|エッセイを見せて`,
  ),
  next: list2('次|次へ|次の段落|weiter'),
  previous: list2('前|前へ|前の段落|back|go back'),
} as const;

function list2(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(/[|\n]/)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  );
}

/** "this week: week-03", "this week we read week-03": what a teacher says to a class on Monday. */
export const thisWeek =
  /^(?:(?:for )?this week(?:'s (?:essay|text|reading)s?(?: (?:is|are))?)?|(?:на )?эт(?:ой|а) недел[еяю]|(?:in )?diese[r]? woche|esta semana|cette semaine)\s*[:：,–—-]?\s*(?:(?:we(?: are|'re|’re|'ll|’ll| will)? (?:read|reading|do|doing|discuss|discussing|use|using)|мы (?:читаем|прочтём|обсуждаем|разбираем)|читаем|lesen wir|besprechen wir|lesen|leemos|leeremos|vamos a leer|nous (?:lisons|lirons)|on lit)(?![\p{L}])\s*:?\s*)?(.{1,80}?)[.!]?$|^今週は?\s*[:：、]?\s*(.{1,80}?)\s*(?:を読みます|を読む|を読みましょう|です)?[。.!！]?$/iu;

/** Whole messages that ask what the text is about or argues: a short summary answers them best. */
export const aboutPatterns: readonly RegExp[] = [
  /^(?:so )?(?:what is|whats|what s) (?:this|it|the|that)(?: (?:essay|text|article|paper|piece))?(?: all)? about$/u,
  /^(?:what is|whats|what s) (?:the |his |her |their |its |the author s |the essay s )?(?:main |central |key |overall |whole )?(?:argument|thesis|point|claim|main idea|message|takeaway)(?: (?:of|in) (?:the|this) (?:essay|text|article|paper|piece)| here)?$/u,
  /^(?:what are|what re|give me|list) (?:the |his |her |their )?(?:main |central |key )(?:arguments|points|claims|ideas|takeaways)(?: (?:of|in) (?:the|this) (?:essay|text|article|paper|piece)| here)?$/u,
  /^(?:what does|what is) (?:the (?:author|essay|text|article)|he|she) (?:arguing|argue|trying to say)$/u,
  /^о чем (?:это|этот|эта|эссе|текст|статья)(?: (?:эссе|текст|статья))?$|^(?:какова |в чем )?(?:главная|основная) (?:мысль|идея)(?: (?:эссе|текста|статьи|автора))?$|^в чем суть$/u,
  /^worum geht (?:es|s)(?: (?:hier|in (?:dem|diesem) (?:text|essay|aufsatz|artikel)|im (?:text|essay|aufsatz|artikel)))?$/u,
  /^(?:de|sobre) que (?:trata|va|habla)(?: (?:el|este) (?:texto|ensayo|articulo))?$/u,
  /^de quoi (?:parle|traite|s agit il)(?: (?:le|ce|cet|l) ?(?:texte|essai|article))?$/u,
  /^(?:この(?:エッセイ|文章|論文)は)?何について(?:書かれて(?:いますか|いる)|ですか|の(?:エッセイ|文章)ですか)?$/u,
];

/** Japanese has no blanks to cut at: whole patterns instead of bags of words. */
export const japanese = {
  summary:
    /^(?:この|その|全体の|エッセイ|文章|論文|テキスト|を|の|は|全体|内容|短く|簡単に|簡潔に|詳しく|長めに|一文で|一言で|要点|、|\s)*(?:要約|まとめ|サマリー|概要|あらすじ)(?:して|を|お願いします|お願い|ください|下さい|教えて|見せて|頂戴|ちょうだい|は|て|、|\s)*$/u,
  sentence: /一文|一言/u,
  full: /詳し|長め|長く/u,
  show: /^(?:を|の|は|に|では|で|と|内容|全文|本文|何と|なんと|何が|書いて|書かれて|あります|ある|あり|います|いる|言って|ますか|か|見せて|表示して|表示|読んで|教えて|引用して|ください|下さい|お願いします|ちょうだい|、|\s)*$/u,
} as const;
