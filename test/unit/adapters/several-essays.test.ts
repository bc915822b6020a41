import { describe, expect, it } from 'vitest';
import { contentsOf, renderReply as renderDiscord } from '../../../src/adapters/discord/render.js';
import { renderReply as renderSlack } from '../../../src/adapters/slack/render.js';
import { renderReply as renderTerminal } from '../../../src/adapters/terminal/render.js';
import { answerReply } from '../../../src/conversation/replies.js';
import type { Answer, AnswerSentence, Essay } from '../../../src/essay/types.js';
import { citationOf } from '../../helpers/fake-parts.js';
import { againstHomework, forHomework, lighthouse } from '../../helpers/study-essays.js';

function quoted(essay: Essay, n: number): AnswerSentence {
  const paragraph = essay.paragraphs[n - 1];
  if (!paragraph) throw new Error(`no ¶${n}`);
  const citation = citationOf(essay, paragraph);
  return { text: citation.quote, isQuotation: true, citations: [citation] };
}
const answer: Answer = {
  kind: 'answered',
  writer: 'extractive',
  leadIn: 'From 2 of 3 essays, word for word:',
  sentences: [quoted(forHomework, 3), quoted(againstHomework, 3)],
  nearest: [],
  lastLine: 'Not spoken of in: Lind.',
  essays: ['for-homework', 'against-homework'],
  language: 'en',
};
const reply = answerReply(answer, [forHomework, againstHomework], [againstHomework, forHomework, lighthouse]);

/** Each mark, and each button, is that of its own essay: both cite their ¶3. */
function namesBoth(shown: string): void {
  expect(shown.match(/Feld\W{1,4}¶\W?3/g)?.length).toBeGreaterThan(0);
  expect(shown.match(/Brandt\W{1,4}¶\W?3/g)?.length).toBeGreaterThan(0);
}

describe('an answer from two essays', () => {
  it('names the essay at each mark in the terminal', () => {
    namesBoth(renderTerminal(reply, { isColour: false }));
  });

  it('names it in Slack, in the text and on the buttons', () => {
    const parts = renderSlack(reply, { turn: '1.1', place: 'C1:1.1', isPrivate: false });
    namesBoth(parts.map(({ text }) => text).join('\n'));
    namesBoth(JSON.stringify(parts.map(({ body }) => body)));
    namesBoth(JSON.stringify(parts.map(({ foot }) => foot)));
  });

  it('names it in Discord, in the text and on the buttons', () => {
    const parts = renderDiscord(reply, {
      turn: '1180000000000000001',
      tenant: '1180000000000000002',
      place: '1180000000000000003:1180000000000000004',
      isPrivate: false,
      isKeepable: false,
      suggestions: [],
    });
    namesBoth(parts.flatMap((part) => contentsOf(part)).join('\n'));
    namesBoth(JSON.stringify(parts.map(({ foot }) => foot)));
  });
});
