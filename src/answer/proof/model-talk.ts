/**
 * A model that speaks of itself, to itself or past its task, in the six languages: none of it is about an essay. Only
 * shapes that prose hardly has: "Of course, Japan" and "the political system: a" are sentences.
 */

const first = String.raw`(?<![\p{L}\p{N}])`;
const last = String.raw`(?![\p{L}\p{N}])`;
const any = (...shapes: string[]): RegExp => new RegExp(`${first}(?:${shapes.join('|')})${last}`, 'iu');
/** At the beginning of the text or of a sentence in it. */
const opening = (...shapes: string[]): RegExp =>
  new RegExp(String.raw`(?:^|[.!?。！？…]["”»]?\s{0,3}|\n)["“«]?\s{0,3}(?:${shapes.join('|')})`, 'iu');

const talk: readonly RegExp[] = [
  any(
    "(?:as|being|i['’]m|i am)(?: just| only| merely)? an? (?:ai|artificial intelligence|(?:large |ai )?language model|ai (?:assistant|model)|chatbot|virtual assistant)",
    "i(?: am|['’]m)? (?:cannot|can['’]?t|can not|won['’]?t|will not|could not|couldn['’]t|unable to|not able to|not allowed to) (?:help|assist|answer|provide|comply|fulfil+|discuss|browse|access|share|reveal|find|do that|do this)",
    "i(?:['’]m| am) (?:so |very |really )?sorry,? (?:but|i|for)|i apologi[sz]e|my apologies",
    'my (?:training(?: data)?|knowledge cut-?off|system prompt|instructions|programming|guidelines|developers)',
    '(?:let me know if|feel free to (?:ask|reach)|(?:i )?hope (?:this|that) helps|is there anything else|happy to help|glad to help)',
  ),
  opening(
    '(?:certainly|sure|sure thing|of course|absolutely|definitely|understood|okay|great question|good question|got it)[!:]',
    "sure,|great question|good question|i(?:[’']ll| will) (?:now )?(?:answer|summari[sz]e|provide|explain)",
    "here(?:['’]s| is| are) (?:the|a|an|your|my) (?:\\p{L}{1,20} ){0,2}(?:answer|summary|response|json|list|quotes?|sentences?)",
  ),
  any(
    '(?:как|я)(?: всего лишь| просто)? [-—–]?\\s?(?:языковая модель|ии(?:-\\p{L}+)?|искусственный интеллект|нейросеть|чат-?бот|виртуальный (?:помощник|ассистент))',
    '(?:будучи|являясь) (?:языковой моделью|искусственным интеллектом|ии)',
    'я не (?:могу|смогу|в состоянии) (?:помочь|ответить|предоставить|выполнить|обсуждать|раскрыть)',
    '(?:извините|простите|к сожалению),? (?:но )?я (?:не|всего)|приношу (?:свои )?извинения|надеюсь,? это помо\\p{L}+|рад[аы]? помочь|мои(?:ми|х)? (?:инструкци|обучающи)\\p{L}+|дайте знать,? если',
  ),
  opening('(?:конечно|разумеется|безусловно|хороший вопрос|отличный вопрос)[!:]', 'вот (?:ответ|краткое|список|ваш)'),
  any(
    '(?:als|ich bin)(?: nur| lediglich)?(?: eine?)? (?:ki(?:-\\p{L}+)?|künstliche intelligenz|(?:großes )?sprachmodell|chatbot|virtueller assistent)',
    '(?:ich kann|kann ich)(?: \\p{L}+){0,5} (?:nicht|keine?) (?:\\p{L}+ ){0,3}(?:helfen|beantworten|antworten|bereitstellen|unterstützen|geben|preisgeben)',
    'es tut mir leid|tut mir leid,? aber|entschuldigung,? (?:aber|ich)|ich entschuldige mich|ich hoffe,? das hilft|gerne? helfe ich|meine (?:trainingsdaten|anweisungen|systemanweisung)|lass(?:en sie)? (?:es )?mich wissen',
  ),
  opening(
    '(?:sicher|natürlich|selbstverständlich|gerne?|gute frage|klar)[!:]',
    'hier ist (?:die|eine|ihre) (?:antwort|zusammenfassung)',
  ),
  any(
    '(?:como|soy)(?: solo)? (?:un )?(?:modelo de (?:lenguaje|ia)|(?:una )?(?:ia|inteligencia artificial)|asistente (?:virtual|de ia))',
    'no puedo (?:ayudar(?:te|le)?|responder|proporcionar|cumplir|revelar|compartir)',
    'lo siento,? (?:pero|no)|me disculpo|mis disculpas|espero que (?:esto )?(?:te |le )?(?:ayude|sirva)|mis (?:datos de entrenamiento|instrucciones)|no dudes en preguntar',
  ),
  opening(
    '¡?(?:claro|por supuesto|ciertamente|desde luego|buena pregunta|con gusto)[!:]',
    'aquí (?:está|tienes|tiene) (?:la|el|un|una|tu|su) ',
  ),
  any(
    "(?:en tant qu['’]?(?:e )?|je (?:ne )?suis (?:qu['’])?)(?:une? )?(?:ia|intelligence artificielle|(?:grand )?modèle de lang(?:age|ue)|assistant (?:virtuel|ia)|chatbot)",
    "je (?:ne (?:peux|puis|suis) pas|ne saurais) (?:en mesure |vous |t['’])?(?:d['’])?\\s?(?:aider|répondre|fournir|accéder|révéler|partager)",
    "je suis désolée?|désolée?,? (?:mais|je)|je m['’]excuse|mes excuses|j['’]espère que cela|mes (?:données d['’]entraînement|instructions)|n['’]hésitez pas à (?:demander|me)",
  ),
  opening(
    '(?:certainement|bien sûr|bonne question|absolument|avec plaisir)\\s?[!:]',
    'voici (?:la|votre|ma|une) (?:réponse|résumé|synthèse)',
  ),
  /(?:言語モデル|AI(?:アシスタント|モデル)?|人工知能)(?:として|である私|なので|ですので)|私は(?:AI|人工知能|言語モデル|チャットボット)|お(?:手伝い|答え|力になること)(?:は|が)?できません|申し訳(?:ありません|ございません)|お役に立て(?:れば|ば|たら)|ご質問ありがとう|私の(?:学習データ|訓練データ|システムプロンプト|指示)|^(?:もちろんです|承知しました|かしこまりました|はい、)[。！!、]?/u,
];

const roles: readonly RegExp[] = [
  /<\|[^|<>\n]{0,60}\|>|<\|im_|\[\/?INST\]|<<\/?SYS>>|<\/?s>|\[(?:system|assistant|user)\]|"role"\s?:|(?:begin|end) (?:of )?(?:system )?prompt(?!\p{L})/iu,
  /#{1,6}\s?(?:system|assistant|user|human|instructions?|response|input|output|prompt|task)(?!\p{L})/iu,
  opening(
    '(?:system|assistant|user|human|developer|system (?:prompt|message|note)|(?:new|updated|important) instructions?|система|системное сообщение|ассистент|пользователь|systemnachricht|assistent|benutzer|sistema|asistente|usuario|système|utilisateur)\\s?[:：]|(?:システム|アシスタント|ユーザー)[:：]',
  ),
];

const what = '(?:instructions?|prompts?|rules|guidelines|messages|directions|directives|commands|everything|context)';
const orders: readonly RegExp[] = [
  any(
    `(?:ignore|disregard|forget|override|bypass|overlook)(?: \\p{L}{1,12}){0,5} (?:previous|prior|above|earlier|preceding|your|system|the|all|other|any)(?: \\p{L}{1,12}){0,3} ${what}`,
    `(?:ignore|disregard|forget) (?:all |any )?${what}`,
    'you are now (?:in |an? |dan|free|the )|pretend (?:to be|you are)|act as (?:an? |if )|from now on,? you|do anything now|developer mode|jailbreak|(?:reveal|print|repeat|show|output)(?: me)? (?:your|the)(?: \\p{L}{1,12}){0,2} (?:prompt|instructions)',
    '(?:не обращай(?:те)? внимания на|игнорируй(?:те)?|забудь(?:те)?|проигнорируй(?:те)?|отбрось(?:те)?)(?: \\p{L}{1,14}){0,4} (?:инструкци|указани|правил|команд|промпт|сообщени)\\p{L}*|(?:забудь|игнорируй)(?:те)? (?:вс[её]|это)',
    '(?:ignorieren? sie|ignoriere?|vergessen sie|vergiss|missachte(?:n sie)?)(?: \\p{L}{1,14}){0,4} (?:anweisung|instruktion|vorgabe|regel|befehl|prompt|nachricht)\\p{L}*',
    '(?:ignora|ignore|ignoren|olvida|olvide|olvidad|omite)(?: \\p{L}{1,14}){0,4} (?:instrucci|indicaci|regla|orden|mensaje)\\p{L}*',
    "(?:ignore[rz]?|oublie[rz]?|ne tiens pas compte|ne tenez pas compte)(?: [\\p{L}'’]{1,14}){0,5} (?:instruction|consigne|règle|directive|message)s?",
  ),
  /(?:指示|命令|プロンプト|ルール|指令)[^。]{0,10}(?:無視|忘れ)(?:して|し|て|ろ|せよ|る)/u,
];

/** What kind of talk `text` holds that is not about an essay; undefined for none. */
export function modelTalk(text: string): string | undefined {
  if (roles.some((shape) => shape.test(text))) return 'it speaks as another role';
  if (orders.some((shape) => shape.test(text))) return 'it gives orders';
  return talk.some((shape) => shape.test(text)) ? 'it speaks of itself' : undefined;
}
