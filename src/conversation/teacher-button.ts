/** The way from an answer that leaves something open to the teacher. */
import { say } from '../essay/phrases.js';
import type { Language } from '../essay/types.js';
import type { Button } from './types.js';

/** What a button's line may hold; a message with a longer id goes without. */
const mostCharacters = 90;

/** Passes the question of the message `turn` on; without one there is no button. */
export function teacherButton(turn: string | undefined, language: Language): readonly Button[] {
  const line = `/ask-teacher turn:${turn}`;
  if (turn === undefined || line.length > mostCharacters) return [];
  return [{ label: say('askTheTeacher', language), line, typed: '/ask-teacher' }];
}
