import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/ingest/parse.js';
import type { IngestedEssay } from '../../../src/ingest/types.js';

const prose = (n: number): string =>
  `This is paragraph ${n} of the essay, and it is long enough to be taken for running text by anyone who looks at it. It has two sentences, of which this is the second one.`;

async function ingest(text: string | Uint8Array, file = 'some-essay.txt'): Promise<IngestedEssay> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const parsed = await parseFile({ file, bytes });
  if (parsed.kind !== 'essay') throw new Error('not an essay');
  return parsed.ingested;
}

const texts = (ingested: IngestedEssay): string[] => ingested.essay.paragraphs.map((paragraph) => paragraph.text);

describe('a saved page as plain text', () => {
  const page = readFileSync('test/fixtures/saved-page.txt', 'utf8');

  it('gives the 13 paragraphs of the essay, to the letter', async () => {
    const { essay } = await ingest(page, 'saved-page.txt');
    const expected = page
      .slice(page.indexOf('Generally speaking'), page.indexOf('[i]Fergusson'))
      .trim()
      .split('\n\n')
      .map((text) => text.replace('[i]', ''));
    expect(expected).toHaveLength(13);
    expect(essay.paragraphs.map((paragraph) => paragraph.text)).toEqual(expected);
    expect(essay).toMatchObject({ author: 'Dmitry Streltsov', date: '2015-04-01', language: 'en', slug: 'saved-page' });
    expect(essay.title).toBe('Russo-Japanese Relations: What Should Be Done?');
  });

  it('links the endnote to the paragraph with its mark and lists the furniture', async () => {
    const { essay, dropped } = await ingest(page, 'saved-page.txt');
    expect(essay.notes).toEqual([
      { id: 'i', text: expect.stringMatching(/^Fergusson , Joseph P\..*P\.8\.$/), paragraph: 9 },
    ]);
    const ninth = essay.paragraphs[8];
    expect(ninth?.noteMarks).toHaveLength(1);
    expect(ninth?.text.slice(0, ninth.noteMarks[0]?.at)).toMatch(/Northeast Asia$/);
    expect(dropped).toHaveLength(6);
    expect(dropped.join('\n')).toMatch(/Menu Content[\s\S]*Печать[\s\S]*01\.04\.2015[\s\S]*След[\s\S]*РАН/);
  });

  it('equals the shipped essay', async () => {
    const markdown = readFileSync('corpus/streltsov-russo-japanese-relations.md');
    const shipped = await ingest(markdown, 'streltsov-russo-japanese-relations.md');
    const { essay } = await ingest(page, 'saved-page.txt');
    expect(shipped.essay.hash).toBe(essay.hash);
    expect(shipped.essay.questions.length).toBeGreaterThan(2);
    expect(shipped.essay.date).toBe('2015-04-01');
  });

  it('finds title, author, date and body among other furniture', async () => {
    const { essay, dropped } = await ingest(
      [
        'Skip to content',
        'Home | About | Archive | Contact',
        'Home > Essays > Politics',
        '',
        'The Long Road to Peace',
        'By Mary Ann Smith',
        'Posted on March 3, 2014',
        'Share on Facebook Tweet Email',
        '',
        prose(1),
        '',
        'Advertisement',
        '',
        prose(2),
        '',
        'A short line stands here.',
        '',
        prose(3),
        '',
        'Tags: peace, politics',
        '3 Comments',
        'Bob says that this was a very fine essay, and that he would read it again at any time.',
        '© 2014 The Review. All rights reserved.',
        'Privacy Policy | Terms of Use',
      ].join('\n'),
    );
    expect(texts({ essay } as IngestedEssay)).toEqual([prose(1), prose(2), 'A short line stands here.', prose(3)]);
    expect(essay).toMatchObject({ title: 'The Long Road to Peace', author: 'Mary Ann Smith', date: '2014-03-03' });
    expect(dropped).toContain('3 Comments');
    expect(dropped).toContain('Advertisement');
    expect(dropped).toContain('Home > Essays > Politics');
  });

  it('reads a Russian page in windows-1251 and a Japanese one in Shift_JIS', async () => {
    const ru = [
      'Главная > Статьи > История',
      'Поделиться ВКонтакте Facebook',
      '',
      'О пользе истории',
      '',
      'Автор: Иван Петров',
      '12 мая 2011 г.',
      '',
      'История учит нас тому, что ничему не учит. Об этом говорили многие, и всё же каждый раз приходится начинать сначала, потому что память людей коротка и прихотлива.',
      '',
      'Впрочем, есть и другая точка зрения. Она состоит в том, что история вовсе не обязана учить: она лишь рассказывает о том, что было, и делает это с большей или меньшей точностью.',
      '',
      '© 2011 Журнал. Все права защищены',
    ].join('\n');
    const russian = await ingest(iconv.encode(ru, 'windows-1251'), 'польза-истории.txt');
    expect(russian.essay).toMatchObject({
      title: 'О пользе истории',
      author: 'Иван Петров',
      date: '2011-05-12',
      language: 'ru',
    });
    expect(russian.essay.slug).toBe('польза-истории');
    expect(russian.essay.paragraphs).toHaveLength(2);
    const ja = [
      'ホーム > エッセイ',
      '公開日：2012年6月7日',
      '',
      '桜について',
      '',
      '著者：山田太郎',
      '',
      '桜は春になると咲く花である。多くの人がその下に集まり、酒を飲み、歌を歌う。しかし花はすぐに散ってしまい、人々はまた日常に戻っていく。',
      '',
      '私はこの短さこそが美しさの理由だと考える。長く続くものには人は慣れてしまい、その価値を忘れてしまうからである。',
      '',
      '前へ | 次へ',
    ].join('\n');
    const japanese = await ingest(iconv.encode(ja, 'Shift_JIS'), 'sakura.txt');
    expect(japanese.essay).toMatchObject({
      title: '桜について',
      author: '山田太郎',
      date: '2012-06-07',
      language: 'ja',
    });
    expect(japanese.essay.paragraphs).toHaveLength(2);
    expect(japanese.dropped).toContain('前へ | 次へ');
  });
});

describe('plain text without a page around it', () => {
  it('joins hard-wrapped lines and keeps headings as sections', async () => {
    const wrapped = (n: number): string => prose(n).replace(/(.{50,60}) /g, '$1\n');
    const { essay } = await ingest(
      [
        'On Walking',
        '',
        'by Henry James Brown',
        '',
        wrapped(1),
        '',
        'CHAPTER I',
        '',
        wrapped(2),
        '',
        'II. The Second Part',
        '',
        wrapped(3),
      ].join('\n'),
    );
    expect(essay.paragraphs.map((paragraph) => paragraph.text)).toEqual([prose(1), prose(2), prose(3)]);
    expect(essay).toMatchObject({ title: 'On Walking', author: 'Henry James Brown' });
    expect(essay.sections).toEqual([
      { title: 'CHAPTER I', level: 2, firstParagraph: 2 },
      { title: 'II. The Second Part', level: 2, firstParagraph: 3 },
    ]);
  });

  it('takes the boilerplate of Project Gutenberg away and its title and author along', async () => {
    const { essay, dropped } = await ingest(
      `The Project Gutenberg eBook of Essays\n\nTitle: Self-Reliance\n\nAuthor: Ralph Waldo Emerson\n\nRelease date: May 1, 2001\n\n*** START OF THE PROJECT GUTENBERG EBOOK ESSAYS ***\n\n${prose(1)}\n\n${prose(2)}\n\n*** END OF THE PROJECT GUTENBERG EBOOK ESSAYS ***\n\nThis licence is long and it is not the essay, whatever else it may be in the eyes of those who wrote it down so.\n`,
    );
    expect(essay).toMatchObject({ title: 'Self-Reliance', author: 'Ralph Waldo Emerson', date: '2001-05-01' });
    expect(essay.paragraphs).toHaveLength(2);
    expect(dropped.at(-1)).toMatch(/^This licence/);
  });

  it('parts paragraphs by indented first lines', async () => {
    const { essay } = await ingest(
      '   The first paragraph begins here and it goes on for a\nwhile until it stops at last, as all of them must do.\n   The second paragraph begins here, with an indent too,\nand it is as dull as the first one was before it came.\n   The third is the last of them, and then all is over,\nwhich was to be expected by anyone who can count to 3.\n',
    );
    expect(essay.paragraphs.map(({ text }) => text.slice(0, 10))).toEqual(['The first ', 'The second', 'The third ']);
  });

  it('takes every long line as a paragraph where there are no empty lines', async () => {
    const { essay } = await ingest([prose(1), prose(2), '"No," she said.', prose(3)].join('\n'));
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([prose(1), prose(2), '"No," she said.', prose(3)]);
  });

  it('keeps every line of a dialogue', async () => {
    const talk = ['"Where are you going?"', '"Home."', '"Now?"', '"Yes, now. It is late."', '"Share?"', '"Next time."'];
    const { essay } = await ingest(`The Way Home\n\n${talk.join('\n\n')}\n`);
    expect(essay.title).toBe('The Way Home');
    expect(essay.paragraphs.map(({ text }) => text)).toEqual(talk);
    const russian = ['- Куда ты идёшь?', '- Домой.', '- Сейчас?', '- Да, уже поздно.'];
    const dashed = await ingest(`${prose(1)}\n\n${russian.join('\n')}\n\n${prose(2)}\n`);
    expect(texts(dashed)).toEqual([prose(1), ...russian, prose(2)]);
    const introduced = await ingest(`${prose(1)}\n\nОн сказал:\n\n- Пора.\n\n- Нет.\n\n${prose(2)}\n`);
    expect(texts(introduced)).toEqual([prose(1), 'Он сказал:', '- Пора.', '- Нет.', prose(2)]);
  });

  it('keeps a poem whole: a stanza is a paragraph', async () => {
    const { essay, dropped } = await ingest(
      'The Tyger\n\nWilliam Blake\n\nTyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\nCould frame thy fearful symmetry?\n\nIn what distant deeps or skies.\nBurnt the fire of thine eyes?\nOn what wings dare he aspire?\nWhat the hand, dare seize the fire?\n',
    );
    expect(essay).toMatchObject({ title: 'The Tyger', author: 'William Blake' });
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([
      'Tyger Tyger, burning bright, In the forests of the night; What immortal hand or eye, Could frame thy fearful symmetry?',
      'In what distant deeps or skies. Burnt the fire of thine eyes? On what wings dare he aspire? What the hand, dare seize the fire?',
    ]);
    expect(dropped).toEqual([]);
  });

  it('drops nothing from an essay that merely uses the words of web pages', async () => {
    const body = [
      'Home is where we start from. We share it, print our lives on it, and mail it to our friends when we are away from it too long.',
      'Next came the war.',
      'Search and you will find',
      'Nobody reads the privacy policy of a house. There are no terms of use, no menu, and nobody accepts its cookies before he goes in.',
      'About us there was silence.',
    ];
    const { essay, dropped } = await ingest(`${body.join('\n\n')}\n`);
    expect(dropped).toEqual([]);
    expect(
      [...essay.paragraphs.map(({ text }) => text), ...essay.sections.map(({ title }) => title)].toSorted(),
    ).toEqual(body.toSorted());
  });

  it.each([
    ['[1]', '[1] See Smith, p. 5.', '1'],
    ['¹', '¹ See Smith, p. 5.', '1'],
    ['*', '* See Smith, p. 5.', '*'],
    ['[i]', '[i]See Smith, p. 5.', 'i'],
    ['†', '† See Smith, p. 5.', '†'],
  ])('links the note of a mark %s', async (mark, line, id) => {
    const { essay } = await ingest(
      `${prose(1)}\n\nThe second paragraph has a claim${mark} in its middle. ${prose(2)}\n\n${line}\n`,
    );
    expect(essay.notes).toEqual([{ id, text: 'See Smith, p. 5.', paragraph: 2 }]);
    expect(essay.paragraphs).toHaveLength(2);
    expect(essay.paragraphs[1]?.text).toMatch(/^The second paragraph has a claim in its middle\./);
    expect(essay.paragraphs[1]?.noteMarks).toEqual([{ id, at: 'The second paragraph has a claim'.length }]);
  });

  it('links a numbered list under "Notes", and leaves numbered paragraphs alone', async () => {
    const noted = await ingest(
      `A claim [1] here. ${prose(1)}\n\nAnother claim [2]. ${prose(2)}\n\nNotes\n\n1. First source.\n2. Second source.\n`,
    );
    expect(noted.essay.notes).toEqual([
      { id: '1', text: 'First source.', paragraph: 1 },
      { id: '2', text: 'Second source.', paragraph: 2 },
    ]);
    expect(noted.essay.paragraphs[0]?.text).toMatch(/^A claim here\./);
    expect(noted.essay.sections).toEqual([]);
    const numbered = await ingest(`[1] ${prose(1)}\n\n[2] ${prose(2)} See [1].\n\n[3] ${prose(3)}\n`);
    expect(numbered.essay.paragraphs).toHaveLength(3);
    expect(numbered.essay.notes).toEqual([]);
  });

  it('takes a list to the paragraph that introduces it and numbers one that stands alone', async () => {
    const { essay } = await ingest(
      `There are three reasons:\n\n• the first;\n• the second;\n• the third.\n\n${prose(1)}\n\n1. A point that stands alone here.\n2. Another point that stands alone.\n\n${prose(2)}\n`,
    );
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([
      'There are three reasons: the first; the second; the third.',
      prose(1),
      '1. A point that stands alone here.',
      '2. Another point that stands alone.',
      prose(2),
    ]);
  });

  it('strips what cannot be seen and nothing else', async () => {
    const { essay } = await ingest(
      `\uFEFFVisi\u200Bble \u202Ewords\u202C and \u{E0041}tags, na\u00EFve \u2014 \u201Cquoted\u201D, 100\u00A0km. \u0000\u0007${prose(1)}`,
    );
    expect(essay.paragraphs[0]?.text).toBe(`Visible words and tags, naïve — “quoted”, 100\u00A0km. ${prose(1)}`);
  });

  it('keeps an author’s short title line out of the paragraphs, and a heading that is no name in its place', async () => {
    const { essay } = await ingest(
      `A Life\n\nEarly Years\n\n${prose(1)} In his early years he saw nothing.\n\n${prose(2)}\n`,
    );
    expect(essay.title).toBe('A Life');
    expect(essay.author).toBeUndefined();
  });

  it('keeps a text of one line, which is its own title', async () => {
    const { essay } = await ingest('Hello world');
    expect(essay.paragraphs.map(({ text }) => text)).toEqual(['Hello world']);
  });

  it('reads runs of five million blanks in a moment', async () => {
    const started = performance.now();
    const { essay } = await ingest(`${' '.repeat(5_000_000)}x y.`);
    expect(essay.paragraphs[0]?.text).toBe('x y.');
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('refuses binary data and a text without a paragraph, by name and reason', async () => {
    await expect(ingest(Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)))).rejects.toMatchObject({
      code: 'file-refused',
    });
    await expect(ingest('   \n\n \t \n')).rejects.toMatchObject({
      code: 'parse-failed',
      message: expect.stringContaining('no paragraph'),
    });
  });
});
