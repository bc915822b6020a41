/**
 * What concerns one person alone: replies that say so, and commands whose replies do, so that nothing of them is written
 * where others could see it, not even for a moment.
 */
import { parseCommand } from '../conversation/commands.js';
import { featureSlash } from '../conversation/feature-table.js';
import { type Command, type FeatureName, featureNames, type Incoming, type Reply } from '../conversation/types.js';

const personalCommands: ReadonlySet<Command['name']> = new Set([
  'claim',
  'teachers',
  'settings',
  'privacy',
  'hint',
  'check',
  'discuss',
  'schedule',
  'backup',
  'digest',
  'relay',
  'teacher',
  'upload',
  'export',
  'forget',
] as const);

/** Whether the reply to this message is its sender's alone, whatever is set for answers. */
export function isForOneAlone({ command, text }: Pick<Incoming, 'command' | 'text'>): boolean {
  const meant = command ?? parseCommand(text);
  return personalCommands.has(meant.name === 'unknown' ? (featureOf(meant.word) ?? meant.name) : meant.name);
}

/** A feature that this version does not have is its sender's affair as well. */
function featureOf(word: string): FeatureName | undefined {
  return featureNames.find((name) => featureSlash[name].includes(word));
}

/** Whether nobody but the one it answers may see it. */
export function isPersonal(reply: Reply): boolean {
  return reply.isPersonal === true;
}
