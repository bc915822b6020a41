/**
 * What a visitor of a page may not ask for: whatever changes something for others, is answered later by somebody, or
 * belongs to one place of a class.
 */
import { parseCommand } from './commands.js';
import type { Command, Reply } from './types.js';

export const closedToVisitors: ReadonlySet<Command['name']> = new Set([
  'use',
  'settings',
  'teachers',
  'claim',
  'share',
  'keep',
  'discuss',
  'schedule',
  'digest',
  'upload',
  'relay',
  'teacher',
  'quiz',
]);

/** `reply` without the buttons that a visitor would only be refused for. */
export function forVisitor(reply: Reply): Reply {
  return { ...reply, buttons: reply.buttons.filter(({ line }) => !closedToVisitors.has(parseCommand(line).name)) };
}
