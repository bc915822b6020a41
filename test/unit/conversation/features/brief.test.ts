import { expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import { openTalk } from '../../../helpers/store-talk.js';
import { forHomework, lighthouse } from '../../../helpers/study-essays.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { wordRetriever } from '../../../helpers/word-retriever.js';

it('a brief has both sides under their headings, with who says it, from the essay that speaks of it', async () => {
  const talk = await openTalk(await temporaryFolder(), { retriever: wordRetriever(lighthouse, forHomework) });
  const reply = await talk.say('/brief should schools give homework?');
  expect(reply).toMatchObject({ kind: 'card', topic: 'brief', sources: [{ slug: 'for-homework' }] });
  const text = plainText(reply);
  expect(text).toMatch(/Speaks for it\n.*The author: “.*should give thirty minutes of homework.*” .*¶6/s);
  expect(text).toContain('Speaks against it');
});

it('an empty side says so, and so does an essay that takes none', async () => {
  const talk = await openTalk(await temporaryFolder(), { retriever: wordRetriever(lighthouse) });
  expect(plainText(await talk.say('/brief should cannabis be legal?'))).toContain('takes neither side');
  expect(plainText(await talk.say('/brief'))).toContain('Which question');
});
