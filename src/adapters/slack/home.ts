/**
 * The home page of the app: what it is, the essays, this person's settings, each as the conversation says it.
 */
import type { KnownBlock, View } from '@slack/types';
import type { Reply } from '../../conversation/types.js';
import { linesOf } from '../layout.js';
import { splitLines } from '../split-lines.js';
import { blocksOf } from './blocks.js';
import { settingSelects } from './render.js';
import { inSlackWords } from './slash-names.js';

const mostBlocks = 100;

/** The page from the replies to help, essays and settings, in the order given. */
export function homeView(replies: readonly Reply[]): View {
  const blocks = replies.flatMap((reply, index): readonly KnownBlock[] => [
    ...(index === 0 ? [{ type: 'header', text: { type: 'plain_text', text: 'Pilcrow ¶' } } as const] : []),
    ...(index === 0 ? [] : [{ type: 'divider' } as const]),
    ...(reply.kind === 'settings' && reply.mayChange
      ? [...blocksOf(linesOf(reply).slice(0, 1)), ...settingSelects(reply)]
      : splitLines(linesOf(inSlackWords(reply)), 2_800).flatMap(blocksOf)),
  ]);
  return { type: 'home', blocks: blocks.slice(0, mostBlocks) };
}
