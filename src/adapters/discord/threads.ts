/**
 * A thread for a question, titled from it. Its id is the question's own, so it is found again and opened once.
 */
import { Routes } from 'discord.js';
import { displayLine } from '../../essay/display.js';
import { type Calls, DiscordRefusal } from './calls.js';
import { shorten } from './foot.js';

const titleChars = 100;
const threadExists = 160_004;

/** What a thread is called by the question it is opened for. */
export function threadTitle(text: string): string {
  const title = displayLine(text).replace(/^\/(?:ask\s+)?/, '');
  return shorten(title, titleChars) || 'Pilcrow ¶';
}

/** Opens the thread of a message; true as well where it is open already, false where none can be. Outages are thrown. */
export async function openThread(calls: Calls, channelId: string, messageId: string, title: string): Promise<boolean> {
  try {
    await calls.must('post', Routes.threads(channelId, messageId), { body: { name: title } });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.isPassing) throw error;
    return error.code === threadExists;
  }
}
