/**
 * What is said where an essay may be shown only bit by bit, for its licence is not open.
 */
import type { Language } from './types.js';

export const licencePhrases = {
  licenceRangeCut: {
    en: 'The licence of this essay is not open, so I show {shown} paragraphs at most at once; these are the first of {asked}. /next goes on.',
    ru: 'Лицензия этого эссе не открытая, поэтому за раз показываю не больше {shown} абзацев; это первые из {asked}. Дальше: /next.',
    ja: 'この文章は自由なライセンスではないため、一度に表示できるのは{shown}段落までです。{asked}段落のうち最初の部分です。続きは /next。',
    de: 'Die Lizenz dieses Textes ist nicht offen; ich zeige darum höchstens {shown} Absätze auf einmal, hier die ersten von {asked}. Weiter mit /next.',
    es: 'La licencia de este ensayo no es abierta: muestro {shown} párrafos como máximo de una vez; son los primeros de {asked}. Siga con /next.',
    fr: "La licence de cet essai n'est pas ouverte : je montre {shown} paragraphes au plus à la fois ; voici les premiers sur {asked}. La suite avec /next.",
  },
  licenceDayPartly: {
    en: 'Not all of it: one person is shown {limit} different paragraphs a day of essays whose licence is not open, and that is reached. From 00:00 UTC there are new ones.',
    ru: 'Показано не всё: из эссе с неоткрытой лицензией один человек видит {limit} разных абзацев в день, и это число достигнуто. Новые будут с 00:00 UTC.',
    ja: '全部ではありません。自由なライセンスではない文章は一人一日{limit}段落までで、その数に達しました。00:00 UTC から新たに読めます。',
    de: 'Nicht alles: von Texten ohne offene Lizenz sieht jede Person {limit} verschiedene Absätze am Tag, und die sind erreicht. Ab 00:00 UTC gibt es neue.',
    es: 'No es todo: de los ensayos sin licencia abierta cada persona ve {limit} párrafos distintos al día, y ya los ha visto. Desde las 00:00 UTC habrá más.',
    fr: "Ce n'est pas tout : des essais sans licence ouverte, chacun voit {limit} paragraphes différents par jour, et ce nombre est atteint. Il y en aura d'autres à partir de 00:00 UTC.",
  },
  licenceDayOver: {
    en: 'The licence of this essay is not open, so one person is shown at most {limit} different paragraphs of such essays a day, and you have seen that many. From 00:00 UTC there are new ones. What you have seen today opens as before, and questions, hints and summaries are answered all the same.',
    ru: 'Лицензия этого эссе не открытая, поэтому один человек видит не больше {limit} разных абзацев таких эссе в день, и вы их уже видели. Новые будут с 00:00 UTC. Виденное сегодня открывается как раньше, а вопросы, подсказки и краткие изложения работают как всегда.',
    ja: 'この文章は自由なライセンスではないため、このような文章を表示できるのは一人一日{limit}段落までで、もうその数に達しました。00:00 UTC から新たに読めます。今日すでに見た段落はこれまでどおり開けます。質問、ヒント、要約にはこれまでどおり答えます。',
    de: 'Die Lizenz dieses Textes ist nicht offen; jede Person sieht darum von solchen Texten höchstens {limit} verschiedene Absätze am Tag, und so viele haben Sie gesehen. Ab 00:00 UTC gibt es neue. Was Sie heute gesehen haben, lässt sich weiter öffnen, und Fragen, Hinweise und Zusammenfassungen gehen wie immer.',
    es: 'La licencia de este ensayo no es abierta: de tales ensayos cada persona ve como máximo {limit} párrafos distintos al día, y usted ya los ha visto. Desde las 00:00 UTC habrá más. Lo que ha visto hoy se abre como antes, y las preguntas, pistas y resúmenes se responden igual.',
    fr: "La licence de cet essai n'est pas ouverte : de tels essais, chacun voit au plus {limit} paragraphes différents par jour, et vous les avez vus. Il y en aura d'autres à partir de 00:00 UTC. Ce que vous avez vu aujourd'hui s'ouvre comme avant, et questions, indices et résumés marchent toujours.",
  },
  licenceNoCopy: {
    en: 'The licence of “{title}” is not open, so the numbered copy of the whole goes to teachers alone: ask yours for it. If the essay is open after all, whoever runs Pilcrow can say so with `license:` at the top of its file. `p1` shows a paragraph.',
    ru: 'Лицензия «{title}» не открытая, поэтому нумерованную копию целиком получают только учителя: попросите у своего. Если эссе всё же открыто, тот, кто держит Pilcrow, может указать это строкой `license:` в начале файла. `p1` показывает абзац.',
    ja: '「{title}」は自由なライセンスではないため、番号つきの全文は先生だけに渡します。先生に頼んでください。実は自由に使える文章なら、Pilcrow を動かしている人がファイルの先頭に `license:` を書けます。`p1` で段落を表示します。',
    de: 'Die Lizenz von „{title}“ ist nicht offen; die nummerierte Abschrift des Ganzen bekommen darum nur Lehrende: bitten Sie Ihre darum. Ist der Text doch offen, kann das mit `license:` am Anfang der Datei sagen, wer Pilcrow betreibt. `p1` zeigt einen Absatz.',
    es: 'La licencia de «{title}» no es abierta: la copia numerada completa es solo para docentes; pídasela al suyo. Si el ensayo sí es abierto, quien mantiene Pilcrow puede indicarlo con `license:` al principio del archivo. `p1` muestra un párrafo.',
    fr: "La licence de « {title} » n'est pas ouverte : seuls les enseignants reçoivent la copie numérotée de l'ensemble ; demandez-la au vôtre. Si l'essai est ouvert malgré tout, qui fait tourner Pilcrow peut le dire avec `license:` en tête du fichier. `p1` montre un paragraphe.",
  },
} as const satisfies Record<string, Record<Language, string>>;
