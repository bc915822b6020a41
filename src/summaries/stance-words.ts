/**
 * The words by which a text sets another's view before its own, turns against it, gives one up or grants a point: habits
 * of writing in six languages, as regular expressions over the text, nothing of any one essay.
 */
import type { Language } from '../essay/types.js';

export interface StanceWords {
  /** Lets somebody begin to speak: what follows is theirs until the author returns. */
  readonly opens: string;
  /** At the head of a sentence: it turns against the one before. */
  readonly turnHeads: string;
  /** Anywhere in a sentence: the author judges, doubts, answers. */
  readonly turns: string;
  /** The author in the singular, or what is the author's. */
  readonly own: string;
  /** Held once, and no longer. */
  readonly givenUp: string;
  /** What is said, thought, promised or objected by nobody in particular. */
  readonly hearsay: string;
  /** At the head: a point granted, or granted in play. */
  readonly concedes: string;
  /** At the head of a paragraph: it goes on with what the one before was doing. */
  readonly continues: string;
}

export const stanceWords: Readonly<Record<Language, StanceWords>> = {
  en: {
    opens:
      "sp(?:oke|eaks)|(?:took|takes?|takes up|held|holds?|defend(?:s|ed)?|represent(?:s|ed)?) (?:the|an?|another|quite another) (?:\\p{L}+ )?(?:view|position|side|line|stand)|(?:his|her|their|['’]s) (?:\\p{L}+ )?(?:argument|case|objection|view|opinion|reasoning|answer|theory|creed|claim|thesis) (?:is|was|runs?|ran|goes|went|rests|rested)|object(?:s|ed)(?= (?:that|to|from)|[.:,])|disagree(?:s|d)|protested|would (?:reply|object|answer)",
    turnHeads:
      'but|yet|however|still|nevertheless|nonetheless|on the contrary|not so|in (?:truth|fact|reality)|instead',
    turns:
      "(?:is|are|was|were) (?:not true|untrue|wrong|mistaken|false|half true|only half|partly (?:right|true))|went wrong|mistakes?|mistaken|I (?:cannot|can['’]t|do not|don['’]t|could not|am not|doubt|disagree|found (?:this|it|that) (?:hard|difficult|odd|strange))|I think (?:that )?(?:it|this|that|they|he|she) (?:is|are|was) not|leaves? out|overlooks?|overlooked|the (?:lesser|greater|real|main|other|stronger|weaker|first|second) (?:objection|trouble|difficulty|answer|mistake)|in (?:reality|fact)|actually|so much for|half of (?:it|that|this)",
    own: 'I|me|my|mine|myself',
    givenUp:
      '(?:I|we) (?:once|long|first|had|then|too|also)? ?(?:thought|believed|supposed|assumed|hoped|admired|voted for|took it)|used to (?:think|believe|suppose|say|hold)|for a (?:while|time|month|year|long time),? (?:I|we)|(?:at first|formerly|for years),? (?:I|we)|persuaded by',
    hearsay:
      'it (?:is|was|will be|may be|might be|has been|could be) (?:often |usually |sometimes |commonly |widely |generally )?(?:said|thought|believed|argued|objected|claimed|assumed|held|supposed)|(?:some(?:one|body)?|many|most|(?:most |many |some )?people|critics|opponents|others|they|everyone|everybody|newspapers|you) (?:(?:will|would|may|might|could) )?(?:say|says|said|think|thinks|believe|believes|argue|argues|object|objects|claim|claims|reply|insist|complain|assume|suppose|answer)|(?:often|usually|commonly) (?:said|called|told|explained|thought)|so-called|supposedly|allegedly|the (?:usual|popular|common|familiar|textbook) (?:view|belief|explanation|answer|story)',
    concedes:
      'of course|certainly|to be sure|granted|admittedly|by all means|true,|no doubt|it is true that|let us (?:also|then)',
    continues:
      'besides|moreover|furthermore|also|in addition|what is more|and|the rest|then again|next|finally|secondly|thirdly',
  },
  ru: {
    opens:
      'выступ\\p{L}+|(?:держался|держалась|придержива\\p{L}+|занял\\p{L}*|занимает) (?:\\p{L}+ )?(?:взгляд\\p{L}*|точк\\p{L}*|позици\\p{L}*|мнени\\p{L}*)|(?:его|её|ее|их) (?:\\p{L}+ )?(?:довод|возражение|мнение|взгляд|ответ|мысль|теория|позиция) (?:был\\p{L}*|звучал\\p{L}*|звучит|умещал\\p{L}*|сводил\\p{L}*|прост\\p{L}*|так\\p{L}+)|возража\\p{L}+|возразил\\p{L}*',
    turnHeads: 'но|однако|впрочем|зато|напротив|на самом деле|тем не менее|всё же|все же|отчасти',
    turns:
      'на самом деле|в действительности|неправ\\p{L}*|не прав\\p{L}*|ошиба\\p{L}+|ошиб(?:ся|лась|лись|очн\\p{L}*)|заблужд\\p{L}+|отчасти (?:он|она|они|это)|я не (?:согласен|согласна|стану|верю|думаю|могу|хочу|считаю|предлагаю)|не в этом|дело не в|стало быть',
    own: 'я|мне|меня|мной|мною|мой|моя|моё|мое|мои|моего|моей|моих|моим|мою',
    givenUp:
      'раньше (?:я|мы|мне)|(?:я|мы) (?:раньше |когда-то |долго |тогда |тоже )?(?:думал\\p{L}*|считал\\p{L}*|верил\\p{L}*|полагал\\p{L}*|надеял\\p{L}*|надеялись)|мне (?:тогда |долго )?(?:казалось|думалось|представлялось)',
    hearsay:
      'принято (?:думать|считать|говорить)|(?:мне|нам) (?:скажут|возража\\p{L}+|возразят|говорят|отвеча\\p{L}+|ответят)|говорят|считается|(?:многие|все|некоторые|другие|люди) (?:думают|считают|говорят|полагают|возража\\p{L}+)|скажут|возразят|якобы|называлось|называется это|так называем\\p{L}+|говорилось|по слухам',
    concedes: 'конечно|разумеется|безусловно|правда,|допустим|пусть|пожалуй',
    continues: 'кроме того|более того|к тому же|и|также|далее|наконец|во-вторых|в-третьих|остальн\\p{L}+',
  },
  de: {
    opens:
      'sprach(?:en)?|spricht|ergriff\\p{L}*|(?:vertr(?:at|aten|itt|eten)|verteidig\\p{L}+|hielt|nahm) (?:\\p{L}+ ){0,3}(?:ansicht|meinung|standpunkt|position|auffassung)|(?:seine?|ihre?) (?:\\p{L}+ )?(?:argument|einwand|ansicht|meinung|antwort|theorie|these|überzeugung) (?:ist|war|laute\\p{L}+|geht|ging)|widersprach\\p{L}*|widerspricht|wandte\\p{L}* ein|wende\\p{L}+ ein|entgegnet\\p{L}*',
    turnHeads: 'aber|doch|jedoch|dennoch|trotzdem|allerdings|im gegenteil|in wahrheit|in wirklichkeit|tatsächlich|nein',
    turns:
      '(?:ist|war|sind|waren) (?:falsch|nicht wahr|ein irrtum|unwahr)|irr(?:t|te|tum|tümer)\\p{L}*|in wahrheit|in wirklichkeit|ich (?:glaube|denke|halte|kann|will|möchte|sehe)(?: \\p{L}+){0,3} nicht|übersieht|übersah|halb (?:wahr|richtig)|nur halb|stimmt nicht|trifft nicht zu|nicht daran|so ist es nicht',
    own: 'ich|mir|mich|mein|meine|meinem|meinen|meiner|meines',
    givenUp:
      '(?:früher|einst|lange|zuerst|anfangs|damals|eine zeit ?lang|jahrelang)(?: \\p{L}+){0,2} (?:ich|wir)|(?:ich|wir) (?:dachte\\p{L}*|glaubte\\p{L}*|meinte\\p{L}*|hoffte\\p{L}*|hielt\\p{L}*)|habe ich (?:\\p{L}+ )?(?:geglaubt|gedacht|gemeint)',
    hearsay:
      '(?:man|viele|manche|andere|einige|gegner|kritiker|leute|alle) (?:\\p{L}+ )?(?:sagt|sagte|sagen|sagten|meint|meinen|meinten|glaubt|glauben|denkt|denken|behaupte\\p{L}+|hält|halten|wendet|wenden)|(?:sagt|sagte|meint|glaubt|denkt|behauptet|könnte|wird) man|es heißt|heißt es|hieß es|angeblich|sogenannte?\\p{L}*|man wird (?:\\p{L}+ )?(?:einwenden|sagen)|gilt als|gelten als',
    concedes: 'natürlich|freilich|gewiss|zwar|sicher(?:lich)?|zugegeben|selbstverständlich',
    continues: 'außerdem|überdies|zudem|auch|ferner|und|weiter|schließlich|zweitens|drittens|der rest',
  },
  es: {
    opens:
      'habl(?:ó|a|aron|an)|(?:sostien\\p{L}+|sostuv\\p{L}+|defend\\p{L}+|defiend\\p{L}+|tom[óa]|adopt[óa]) (?:la|el|una|un|otra) (?:\\p{L}+ )?(?:opinión|postura|posición|tesis|partido|idea)|sus? (?:argumento|objeción|opinión|postura|respuesta|teoría|tesis) (?:es|era|dice|decía|fue)|objet[óa]\\p{L}*|replic[óa]\\p{L}*',
    turnHeads: 'pero|sin embargo|no obstante|en realidad|al contrario|ahora bien|en cambio|con todo',
    turns:
      '(?:es|son|era|eran) (?:falso|falsa|un error|mentira)|se equivoc\\p{L}+|equivocad[oa]s?|error|en realidad|no (?:lo )?creo|no puedo|no estoy de acuerdo|no es (?:cierto|verdad|así)|a medias|olvida\\p{L}*|pasa por alto|discrepo',
    own: 'yo|me|mí|mi|mis|conmigo|creo|pienso|propongo',
    givenUp:
      '(?:antes|durante (?:años|mucho tiempo|meses)|al principio|entonces)(?: \\p{L}+)? (?:yo |nosotros )?(?:pensaba|creía|creí|pensé|pensábamos|creíamos|suponía)|(?:yo )?(?:pensaba|creía|suponía|esperaba) que|lleg(?:ué|amos) a (?:creer|pensar)',
    hearsay:
      'se (?:dice|cree|piensa|afirma|objeta\\p{L}*|dirá|suele|considera)|(?:muchos|algunos|otros|la gente|los críticos|todos) (?:\\p{L}+ )?(?:dicen|creen|piensan|sostienen|dirán|objetan)|(?:me|nos) (?:dirán|dicen|objetan|prometieron)|dicen que|supuest\\p{L}+|según (?:dicen|se dice)|así llamad[oa]s?',
    concedes: 'desde luego|por supuesto|claro|cierto|es verdad que|sin duda|ciertamente|bien es cierto',
    continues: 'además|también|asimismo|por otra parte|y|es más|por último|en segundo lugar|el resto|lo demás',
  },
  fr: {
    opens:
      "(?:parla|parle|prit la parole)|(?:soutien\\p{L}*|souten\\p{L}+|défend\\p{L}*|tient|tenait) (?:l['’]|la |une |un )(?:\\p{L}+ )?(?:avis|opinion|position|thèse|idée)|(?:son|sa|leur) (?:argument|objection|avis|opinion|réponse|théorie|thèse|position) (?:est|était|tient|dit|disait)|object(?:e|ait|a|ent)|répliqu\\p{L}+|rétorqu\\p{L}+",
    turnHeads: 'mais|or|pourtant|cependant|toutefois|néanmoins|au contraire|en réalité|en fait|non,',
    turns:
      "(?:est|sont|était|étaient) (?:faux|fausse|une erreur|inexact\\p{L}*)|se tromp\\p{L}+|erreur|en réalité|en fait|je ne (?:crois|pense|peux|partage|suis|vois)(?: \\p{L}+)? pas|n['’]est pas (?:vrai|exact|le cas)|à moitié|oubli\\p{L}+|à tort|il n['’]en est rien",
    own: "je|j['’]\\p{L}+|me|m['’]\\p{L}+|moi|mon|ma|mes",
    givenUp:
      "j['’]ai (?:longtemps |d['’]abord )?(?:cru|pensé|supposé)|(?:je|nous) (?:croyais|croyions|pensais|pensions|supposais|espérais)|longtemps,? (?:je|j['’]|nous|on)|autrefois,? (?:je|nous)",
    hearsay:
      "on (?:dit|croit|pense|objecte\\p{L}*|prétend|répète|dira|répondra|imagine|accuse|a promis)|on (?:nous|me|m['’]) ?(?:dit|dira|objecte\\p{L}*|répond\\p{L}*)|(?:certains|beaucoup|d['’]autres|les gens|la plupart|les critiques) (?:\\p{L}+ )?(?:disent|croient|pensent|affirment|objectent|diront)|dit-on|dira-t-on|soi-disant|prétendu\\p{L}*|il paraît|passe(?:nt)? pour",
    concedes: "certes|bien sûr|sans doute|il est vrai|évidemment|d['’]accord",
    continues: 'de plus|en outre|par ailleurs|et|aussi|ensuite|enfin|deuxièmement|le reste|quant au reste',
  },
  ja: {
    opens: '(?:反対|反論|主張|異議|見解|意見|立場)(?:した|する|を述べ|を唱え|を取)',
    turnHeads: 'しかし|だが|けれども|ところが|とはいえ|それでも|むしろ|いや|実際',
    turns: '誤り|間違い|誤解|正しくない|とは思わない|とは言えない|わけではない|実際には|本当は|半分',
    own: '私|わたし|僕|筆者|わが',
    givenUp: 'と思っていた|と考えていた|と信じていた|かつては|以前は|はずだった',
    hearsay:
      'と言われ|といわれ|と思われて|と考えられて|とされて|と信じられて|通説|俗説|一般に|という人|という声|と言う人|いわゆる|だろうと言|と言うだろう|らしい',
    concedes: 'もちろん|確かに|たしかに|なるほど',
    continues: 'また|さらに|そして|加えて|しかも|それに',
  },
};
