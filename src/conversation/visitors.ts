/**
 * What a visitor of a page may not ask for: whatever changes something for others, is answered later by somebody, or
 * belongs to one place of a class.
 */
import type { Command } from './types.js';

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
