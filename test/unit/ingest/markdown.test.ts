import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/ingest/parse.js';
import type { IngestedEssay } from '../../../src/ingest/types.js';

async function ingest(text: string, file = 'essay.md'): Promise<IngestedEssay> {
  const parsed = await parseFile({ file, bytes: Buffer.from(text) });
  if (parsed.kind !== 'essay') throw new Error('not an essay');
  return parsed.ingested;
}

const texts = (ingested: IngestedEssay): string[] => ingested.essay.paragraphs.map((paragraph) => paragraph.text);

describe('Markdown', () => {
  it('reads the front matter, the questions and the footnotes', async () => {
    const { essay, warnings } = await ingest(
      '---\ntitle: "On: Colons"\nauthor: [Ann Lee, Bo Chen]\ndate: 1 April 2015\nlang: EN\nlicense: CC BY 4.0\nquestions:\n  - Why?\n  - How so?\n---\n\n# On: Colons\n\nA claim[^1] stands here.\n\nAnother.[^long note]\n\n[^1]: The first *source*.\n',
    );
    expect(essay).toMatchObject({
      title: 'On: Colons',
      author: 'Ann Lee, Bo Chen',
      date: '2015-04-01',
      language: 'en',
      license: 'CC BY 4.0',
      questions: ['Why?', 'How so?'],
      notes: [{ id: '1', text: 'The first source.', paragraph: 1 }],
      sections: [],
    });
    expect(essay.paragraphs[0]).toMatchObject({ n: 1, text: 'A claim stands here.', noteMarks: [{ id: '1', at: 7 }] });
    expect(essay.paragraphs[1]?.text).toBe('Another.[^long note]');
    expect(warnings).toEqual([]);
  });

  it.each([
    ['broken YAML', '---\ntitle: "unclosed\nauthor: [a, b\n---\n\nThe text.\n'],
    ['a tab in YAML', '---\ntitle: a\n\tauthor: b: c: d\n---\n\nThe text.\n'],
    [
      'an alias bomb',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\ntitle: *c\n---\n\nThe text.\n`,
    ],
  ])('serves the text below %s, with a warning', async (_, text) => {
    const { essay, warnings } = await ingest(text);
    expect(essay.paragraphs.map((paragraph) => paragraph.text)).toEqual(['The text.']);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('warns of a field of the wrong kind and keeps the others', async () => {
    const { essay, warnings } = await ingest(
      '---\ntitle: { a: 1 }\nauthor: Ann Lee\nquestions: [{ b: 2 }, Why?]\n---\n\nThe text.\n',
    );
    expect(essay).toMatchObject({ title: 'Essay', author: 'Ann Lee', questions: ['Why?'] });
    expect(warnings).toHaveLength(2);
  });

  it('does not take a rule at the head for front matter', async () => {
    expect(texts(await ingest('---\n\nFirst words.\n\n---\n\nLast words.\n'))).toEqual(['First words.', 'Last words.']);
  });

  it('takes the title from the first heading, names sections by the others', async () => {
    const { essay } = await ingest(
      '# The Title\n\nOne.\n\n## Part *A*\n\nTwo.\n\n### Deeper\n\n## Part B\n\nThree.\n\n## Empty end\n',
    );
    expect(essay.title).toBe('The Title');
    expect(essay.sections).toEqual([
      { title: 'Part A', level: 2, firstParagraph: 2 },
      { title: 'Deeper', level: 3, firstParagraph: 3 },
      { title: 'Part B', level: 2, firstParagraph: 3 },
    ]);
  });

  it('removes markup and comments and keeps every word', async () => {
    expect(
      texts(
        await ingest(
          'Some *stressed* and **strong** `code` with a [link](http://x.y "t") and ![a picture](p.png).\nSecond line\\\nthird, <b>bold</b> 2 < 3 &amp; 4.<!-- hidden -->\n\n<!-- a comment\n\nover paragraphs -->\n\n<div class="x">\nWords in a block.\n</div>\n\n<script>alert(1)</script>\n\n![only a picture](p.png)\n',
        ),
      ),
    ).toEqual([
      'Some stressed and strong code with a link and . Second line third, bold 2 < 3 & 4.',
      'Words in a block.',
    ]);
  });

  it('gives lists and quotations to the paragraph that introduces them, and numbers those that stand alone', async () => {
    expect(
      texts(
        await ingest(
          [
            'He gave three reasons:',
            '- trade;\n- peace;\n- pride.',
            'As the minister said,',
            '> We want peace.\n>\n> And quiet.',
            'which nobody believed.',
            'A full sentence.',
            '- An item alone;\n- Another one.',
            'Another sentence.',
            '> A quotation alone.',
            '> Its second paragraph.',
            'The end.',
          ].join('\n\n'),
        ),
      ),
    ).toEqual([
      'He gave three reasons: trade; peace; pride.',
      'As the minister said, We want peace. And quiet. which nobody believed.',
      'A full sentence.',
      'An item alone;',
      'Another one.',
      'Another sentence.',
      'A quotation alone.',
      'Its second paragraph.',
      'The end.',
    ]);
  });

  it('keeps numbers of ordered lists, nested items, tables and code', async () => {
    expect(
      texts(
        await ingest(
          '3. Third\n4. Fourth\n   - inner\n\nText.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x = 1;\nlet y;\n```\n',
        ),
      ),
    ).toEqual(['3. Third', '4. Fourth', 'inner', 'Text.', 'a | b; 1 | 2', 'let x = 1; let y;']);
  });

  it('names the essay after its file where nothing else does', async () => {
    const { essay } = await ingest('Only words here.', 'week-03/my_own-essay.md');
    expect(essay).toMatchObject({
      title: 'My own essay',
      slug: 'my-own-essay',
      collection: 'week-03',
      file: 'week-03/my_own-essay.md',
    });
  });

  it('warns of a note without a mark and keeps it', async () => {
    const { essay, warnings } = await ingest('Words.\n\n[^a]: Lost note.\n');
    expect(essay.notes).toEqual([{ id: 'a', text: 'Lost note.' }]);
    expect(warnings).toEqual(['Note a has no mark in the text.']);
  });
});

describe("the teacher's notes", () => {
  it('become notes and questions, with their paragraphs', async () => {
    const parsed = await parseFile({
      file: 'essay.notes.md',
      bytes: Buffer.from(
        '# My notes\n\n- ¶4: The treaty of 1956.\n- p5: Why does he say "could"?\n- SCO is an organisation.\n\nparagraph 2 - watch the tone.\n\n## Questions\n\n1. Discuss the proposal.\n2. ¶13 Is it fair?\n',
      ),
    });
    expect(parsed).toEqual({
      kind: 'notes',
      notes: [
        { kind: 'note', text: 'The treaty of 1956.', paragraph: 4 },
        { kind: 'question', text: 'Why does he say "could"?', paragraph: 5 },
        { kind: 'note', text: 'SCO is an organisation.' },
        { kind: 'note', text: 'watch the tone.', paragraph: 2 },
        { kind: 'question', text: 'Discuss the proposal.' },
        { kind: 'question', text: 'Is it fair?', paragraph: 13 },
      ],
    });
  });
});
