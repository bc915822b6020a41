import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../../../src/adapters/discord/deliver.js';
import type { Frame } from '../../../../src/adapters/discord/foot.js';
import {
  componentsOf,
  contentsOf,
  fileOf,
  type Part,
  renderGrowing,
  renderReply,
} from '../../../../src/adapters/discord/render.js';
import { answerReply, essaysReply, paragraphReply } from '../../../../src/conversation/replies.js';
import type { AnswerReply, Reply, SettingsReply } from '../../../../src/conversation/types.js';
import { displayLine } from '../../../../src/essay/display.js';
import type { Answer, AnswerSentence } from '../../../../src/essay/types.js';
import { allComponents } from '../../../emulators/discord/validate-components.js';
import { readMessageBody } from '../../../emulators/discord/validate-message.js';
import { citationOf, commons, fakeEssay, ice } from '../../../helpers/fake-parts.js';
import { cited, growthOf, written, writtenReply } from '../../../helpers/written-answer.js';

const frame: Frame = {
  turn: '1180000000000000001',
  tenant: '1180000000000000002',
  place: '1180000000000000003:1180000000000000004',
  isPrivate: true,
  isKeepable: true,
  suggestions: [{ title: 'Why?', message: 'Why?' }],
};

/** What a reader of Discord's Markdown sees, without line breaks. */
function read(markdown: string): string {
  const lines = markdown.replaceAll('\u2060', '').split('\n');
  return lines
    .map((line) =>
      line
        .replace(/^(?:> |-# )/, '')
        .replace(/\\([^0-9A-Za-z\s])|\*\*|\*/g, (_, sign: string | undefined) => sign ?? ''),
    )
    .join('');
}

function shown(part: Part): string {
  const texts = [...allComponents(componentsOf(part))].flatMap(({ content }) =>
    typeof content === 'string' ? [content] : [],
  );
  return read(texts.join('\n'));
}

/** Discord takes the part in both its forms. */
function withinLimits(part: Part): void {
  const flags = MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds;
  const files = (part.files ?? []).map(({ name, contentType }, index) => ({
    id: String(index),
    filename: name,
    description: null,
    size: 1,
    contentType,
    bytes: Buffer.from('x'),
  }));
  const body = bodyOf({
    body: { flags, components: componentsOf(part) },
    ...(part.files ? { files: part.files } : {}),
  });
  readMessageBody(body, { purpose: 'create', files });
  for (const content of contentsOf(part)) {
    expect(content.trim()).not.toBe('');
    readMessageBody({ content, components: part.foot }, { purpose: 'create', files: [] });
  }
}

function answerWith(sentences: readonly [AnswerSentence, ...AnswerSentence[]], essay = commons): AnswerReply {
  const answer: Answer = {
    kind: 'answered',
    writer: 'extractive',
    leadIn: 'Lead:',
    sentences,
    nearest: [],
    lastLine: 'Quoted from the essay.',
    essays: [essay.slug],
    language: 'en',
  };
  return answerReply(answer, [essay], [essay]);
}

function sentence(text: string, n: number, essay = commons): AnswerSentence {
  const paragraph = essay.paragraphs[0];
  if (!paragraph) throw new Error('no paragraph');
  return { text, isQuotation: true, citations: [{ ...citationOf(essay, paragraph), paragraph: n }] };
}

const bare = (text: string): string => text.replace(/\s+/g, '');

describe('a message', () => {
  it('is within every limit and loses no character and no citation, however long, in both forms', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12_000 }),
      fc
        .array(
          fc.constantFrom(
            'grass ',
            '¶4 ',
            'трава ',
            '草地',
            '<@1> ',
            '**bold** ',
            '😀',
            '\\',
            '```',
            '> ',
            '# ',
            '1. ',
            '||',
          ),
          { minLength: 1, maxLength: 3_000 },
        )
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (text, count) => {
        const size = Math.max(1, Math.ceil(text.length / count));
        const pieces = Array.from({ length: count }, (_, n) => `s${n} ${text.slice(n * size, (n + 1) * size)}`);
        const [first = 's', ...rest] = pieces;
        const reply = answerWith([sentence(first, 1), ...rest.map((piece, n) => sentence(piece, n + 2))]);
        const parts = renderReply(reply, frame);
        parts.forEach(withinLimits);
        const forms = [parts.map(shown).join(''), parts.flatMap((part) => contentsOf(part).map(read)).join('')];
        for (const all of forms.map(bare)) {
          // A long sentence is cut into parts, but nothing of it is gone and its mark follows its last word.
          for (const [n, piece] of pieces.entries()) expect(all).toContain(bare(`“${displayLine(piece)}” ¶${n + 1}`));
          expect(all).toContain(bare('Quoted from the essay.'));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the bytes of Cyrillic and Japanese within what Discord takes', () => {
    for (const text of ['трава '.repeat(1_500), '草地。'.repeat(2_000), '😀'.repeat(3_000)])
      renderReply(answerWith([sentence(text, 1)]), frame).forEach(withinLimits);
  });

  it('is not empty for a reply without words', () => {
    const [part] = renderReply({ kind: 'notice', tone: 'plain', language: 'en', text: ' ', buttons: [] }, frame);
    withinLimits(part);
    expect(shown(part)).toBe('¶');
  });

  it('in a writer’s own words has them in one paragraph, literally, then the quotes they rest on', () => {
    const translation = 'Трава исчезает.';
    const [part] = renderReply(
      writtenReply(
        [
          written('**Nobody** owns <@1>.', cited(1)),
          written('# It went. @everyone', cited(2, 0, { translation }), cited(2, 1)),
        ],
        { language: 'ru' },
      ),
      frame,
    );
    withinLimits(part);
    const [words, ...more] = [...allComponents(componentsOf(part))].flatMap(({ content }) =>
      typeof content === 'string' ? [content.replaceAll('\u2060', '')] : [],
    );
    expect(words?.split('\n')).toEqual([
      '\\*\\*Nobody\\*\\* owns <@1>. **¶1** \\# It went. @everyone **¶2**',
      '> “The pasture belongs to no one.” **¶1** · “The grass is gone by summer.” **¶2** («Трава исчезает.») · “Nobody meant it.” **¶2**',
    ]);
    expect(more).toEqual(['-# Also near: ¶2.']);
    expect(JSON.stringify(componentsOf(part))).not.toMatch(/<@1|@everyone/);
  });

  it('while it grows has sentences alone, and no buttons where it stands unfinished', () => {
    const [first] = growthOf(writtenReply());
    if (!first) throw new Error('too short');
    expect(shown(renderGrowing(first) ?? { lines: [], foot: [] })).toBe('Nobody owns the pasture. ¶1');
    expect(renderReply(first, frame)).toMatchObject([{ foot: [] }]);
  });

  it('while it grows has no buttons, and is not shown when it does not fit one', () => {
    expect(renderGrowing(answerWith([sentence('short', 1)]))).toMatchObject({ foot: [] });
    expect(renderGrowing(answerWith([sentence('long '.repeat(2_000), 1)]))).toBeUndefined();
  });
});

describe('what stands under a reply', () => {
  const labels = (reply: Reply, under: Frame = frame): readonly string[] => {
    const [part] = renderReply(reply, under);
    withinLimits(part);
    return part.foot.flatMap((row) =>
      row.components.map((one) => ('label' in one && one.label) || ('emoji' in one && one.emoji?.name) || 'menu'),
    );
  };

  it('are its buttons, sharing for what one person sees, a verdict, and lines to go on with', () => {
    const reply = answerWith([sentence('The pasture belongs to no one.', 1)]);
    expect(labels(reply)).toEqual(['Show ¶1', 'Share', 'Keep in DM', '👍', '👎', 'Why?']);
    expect(labels(reply, { ...frame, isPrivate: false })).toEqual(['Show ¶1', '👍', '👎', 'Why?']);
    expect(labels(reply, { ...frame, isKeepable: false })).not.toContain('Keep in DM');
  });

  it('are steps under a paragraph, and essays to talk about under their list', () => {
    expect(labels(paragraphReply(commons, [2], [commons], 'en', { isAround: true }))).toEqual([
      'Previous',
      'Next',
      'Share',
      'Keep in DM',
    ]);
    expect(labels(essaysReply([commons, ice], 'en', undefined))).toHaveLength(2);
  });

  it('leaves out a button that does not fit, for its line can be typed', () => {
    const long = fakeEssay('коммоны-'.repeat(30), ['One. Two.']);
    const reply = answerWith([sentence('One.', 1, long)], long);
    for (const label of labels(reply)) expect(label.length).toBeLessThanOrEqual(80);
  });

  it('are menus of settings for who may change them', () => {
    const reply: SettingsReply = {
      kind: 'settings',
      language: 'en',
      scope: 'here',
      leadIn: 'Set here:',
      rows: Array.from({ length: 4 }, (_, n) => ({
        key: `k${n}`,
        label: 'Answers',
        value: 'b',
        valueLabel: 'B',
        options: [
          { value: 'a', label: 'x'.repeat(300) },
          { value: 'b', label: 'B' },
          { value: 'c'.repeat(200), label: 'too long' },
        ],
        line: `/settings k${n} `,
      })),
      mayChange: true,
      card: { essay: commons, opening: citationOf(commons, commons.paragraphs[0] as never) },
      sources: [{ slug: 'commons', title: 'About commons', pages: {} }],
      buttons: [],
    };
    expect(labels(reply)).toEqual(['menu', 'menu', 'menu', 'menu']);
    expect(labels({ ...reply, mayChange: false })).toEqual([]);
  });
});

describe('a file', () => {
  it('has a name that Discord takes', () => {
    expect(fileOf('commons.md', '').name).toBe('commons.md');
    expect(fileOf('эссе о траве.md', '').name).toMatch(/^[\w.-]+\.md$/);
  });

  it('stands in the message of a handout', () => {
    const card = { essay: commons, opening: citationOf(commons, commons.paragraphs[0] as never) };
    const sources = [{ slug: 'commons', title: 'About commons', pages: {} }] as const;
    const reply: Reply = {
      kind: 'handout',
      language: 'en',
      card,
      sources,
      buttons: [],
      markdown: '1',
      fileName: 'commons.md',
    };
    const [part] = renderReply(reply, frame);
    withinLimits(part);
    expect(componentsOf(part)).toContainEqual({ type: 13, file: { url: 'attachment://commons.md' } });
  });
});
