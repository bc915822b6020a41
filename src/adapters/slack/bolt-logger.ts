/**
 * Bolt's log lines in ours. Its debug and info lines hold whole messages and addresses, so they are left out; of the
 * others, only the sentence is taken.
 */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../base/log.js';

const sentenceChars = 300;

export function boltLogger(log: Log): Logger {
  const sentence = (parts: unknown[]): string =>
    parts
      .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
      .filter(Boolean)
      .join(' ')
      .slice(0, sentenceChars);
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ from: 'bolt' }, sentence(parts)),
    error: (...parts) => log.error({ from: 'bolt' }, sentence(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
