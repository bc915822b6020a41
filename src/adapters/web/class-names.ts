/** How a class is called on a teacher's pages. */
import { ownerOf } from '../../conversation/shelf-of.js';
import type { Tenant } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';

/** Of those who came by no class's link. */
export const ownClass: Tenant = { platform: 'web', tenant: 'web' };

/** For people; `name` is `<platform>:<tenant>`. */
export function classLabel(name: string, language: Language): string {
  return name === ownerOf(ownClass) ? say('teacherOfPage', language) : displayLine(name);
}
