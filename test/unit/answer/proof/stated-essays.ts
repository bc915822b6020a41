/** The shipped essay, those of the evaluation set, and small invented ones in six languages, for sentences to be held against. */

import type { Grounds } from '../../../../src/answer/proof/grounds.js';
import type { Citation, Essay } from '../../../../src/essay/types.js';
import { readCorpus } from '../../../../src/ingest/corpus.js';
import { textEssay } from '../../../helpers/reading-of.js';

const shipped = await readCorpus('corpus');
const evaluated = await readCorpus('test/eval/essays');

function essayOf(slug: string): Essay {
  const essay = [...shipped.essays, ...evaluated.essays].find(({ essay: { file } }) => file === `${slug}.md`)?.essay;
  if (!essay) throw new Error(`No essay ${slug}`);
  return essay;
}

export const essays = {
  streltsov: essayOf('streltsov-russo-japanese-relations'),
  swifts: essayOf('counting-swifts'),
  ice: essayOf('slippery-ice'),
  bench: essayOf('vernite-skameiku'),
  de: textEssay(
    'hafen',
    [
      'Im Jahr 1907 gründete Klara Brandt in Lübeck die erste Werft. Dreiundzwanzig Arbeiter bauten dort Schiffe für Japan und für die Vereinigten Staaten.',
      'In den neunziger Jahren sank der Umsatz um 12,5 Prozent auf 1,5 Millionen Mark. Die Europäische Union half erst im Mai 2004.',
      'Der Historiker Otto Wieland meint, dass japanische Kunden der Werft bis zuletzt treu blieben. Drei Gründe nennt er dafür.',
    ],
    { language: 'de', title: 'Die Werft von Lübeck', author: 'Jutta Sommer', date: '2018-03-05' },
  ),
  es: textEssay(
    'molino',
    [
      'En el siglo XXI quedan dieciséis molinos en La Mancha, y solo tres muelen todavía. El alcalde Ramón Ibarra los visita cada abril.',
      'En los años noventa el Gobierno español gastó 2.300 euros en cada molino. Los ingenieros japoneses que vinieron en 1996 se asombraron.',
      'La escritora Lucía Prado sostiene que los molinos son la memoria del pueblo. Cuarenta y dos vecinos firmaron su carta.',
    ],
    { language: 'es', title: 'Los molinos', author: 'Carmen Vidal', date: '2020' },
  ),
  fr: textEssay(
    'phare',
    [
      'Au XIXe siècle, quatre-vingt-douze phares éclairaient la Bretagne. L’ingénieur Yves Kerouac en dessina vingt et un.',
      'Dans les années 1990, l’État a éteint un tiers des phares. En mars 1998, la Norvège a offert 1 500 lampes aux villages français.',
      'La gardienne Maud Tessier écrit que deux phares seulement ont encore un gardien. Le réchauffement n’y est pour rien.',
    ],
    { language: 'fr', title: 'Les derniers phares', author: 'Hélène Marchand', date: '2016-09-01' },
  ),
  ja: textEssay(
    '灯台',
    [
      '二〇〇八年四月、ロシアと日本は漁業協定を結んだ。三十二隻の船がウラジオストクに入った。',
      '21世紀に入り、中国の船は1500隻に増えた。ファーガソンはこれを新しい秩序と呼ぶ。',
      '1990年代には二つの港しか開いていなかった。漁師の四割が町を去った。',
    ],
    { language: 'ja', title: '北の灯台', author: '山田花子', date: '2015-04-01' },
  ),
  notes: textEssay(
    'letters',
    [
      'The EU and the US signed the pact in the nineties, after two and a half years of talks. Both parties paid a half of the cost.',
      'In 1941–45 the Organisation for Northern Trade (ONT) carried three score crates. Mrs Ada Quill kept the list of 1,204 names.',
      'Mexico and the Shanghai Cooperation Organisation came later. In May it rained.',
    ],
    {
      title: 'Letters from Harwick',
      author: 'Rosa Lind',
      date: '2015-04-01',
      sections: [{ title: 'After Trafalgar', level: 2, firstParagraph: 2 }],
      notes: [{ id: 'a', text: 'Quill, Ledger, Oxford 1952, p. 8.', paragraph: 2 }],
    },
  ),
} as const;

export type EssayName = keyof typeof essays;

/** Grounds over the paragraphs that hold `places`: a number, or words of the paragraph. */
export function groundsOf(name: EssayName, places: readonly (number | string)[], question = ''): Grounds {
  const essay = essays[name];
  const citations = places.map((place): Citation => {
    const paragraph = essay.paragraphs.find(({ n, text }) =>
      typeof place === 'number' ? n === place : text.includes(place),
    );
    if (!paragraph) throw new Error(`No paragraph ${place} in ${name}`);
    return { essay: essay.slug, paragraph: paragraph.n, quote: paragraph.text, start: 0, end: paragraph.text.length };
  });
  const [first, ...rest] = citations;
  if (!first) throw new Error('No citation');
  return { essays: [essay], citations: [first, ...rest], question };
}
