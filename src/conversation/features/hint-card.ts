/** A rung of a ladder as a card: one hint, the line that says what comes next, and the buttons that lead there. */
import { type Hint, hintAt } from '../../classroom/hints.js';
import type { WrittenHint } from '../../classroom/written-hints.js';
import { printMarks } from '../../essay/citation.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Essay, Language } from '../../essay/types.js';
import { printCommand } from '../commands.js';
import { markOf, sourcesOf } from '../marks.js';
import type { Button, CardItem, CardReply } from '../types.js';
import { type Ladder, type Lead, writtenRung } from './hint-ladder.js';

const saidBefore: Readonly<Record<Hint['kind'], PhraseKey>> = {
  begins: 'hintBegins',
  ends: 'hintEnds',
  contrast: 'hintContrast',
  proposal: 'hintProposal',
  cause: 'hintCause',
  voice: 'hintVoice',
  term: 'hintTerm',
  words: 'hintWords',
};
const askedAfter: Readonly<Partial<Record<Hint['kind'], PhraseKey>>> = {
  contrast: 'askContrast',
  proposal: 'askProposal',
  cause: 'askCause',
  voice: 'askVoice',
  term: 'askTerm',
};

export interface Showing {
  readonly language: Language;
  readonly inPlay: readonly Essay[];
  readonly isLocked: boolean;
  /** The person wants the answer, or more hints than there are. */
  readonly isAtEnd?: boolean;
}

/** The hint that `ladder` has come to, for its person alone. */
export function hintCard(ladder: Ladder, lead: Lead, { language, inPlay, isLocked, isAtEnd }: Showing): CardReply {
  const { plan, isAbsent } = lead;
  const hint = hintAt(ladder.rung, plan);
  const sources = sourcesOf([plan.essay], inPlay);
  const mark = markOf(sources, { essay: plan.essay.slug, paragraph: plan.paragraph });
  const others = plan.expected.map(({ paragraph }) => paragraph).filter((n) => n !== plan.paragraph);
  const isLast = isAbsent || ladder.rung === 3;
  const asks = askedAfter[hint.kind];
  const after =
    asks !== undefined
      ? say(asks, language)
      : ladder.rung === 1 && others.length > 0 && !isAbsent
        ? say('hintAlso', language, { marks: printMarks(others) })
        : undefined;
  const before = isAbsent ? 'hintNowhere' : saidBefore[hint.kind];
  const written = isAbsent ? undefined : writtenRung(ladder, plan.essay, language);
  const last = say(isLocked && (isLast || isAtEnd) ? 'answerLocked' : 'onlyYouSeeHint', language);
  return {
    kind: 'card',
    topic: 'hint',
    language,
    isPersonal: true,
    leadIn: isAbsent ? '' : say('hintOf', language, { n: ladder.rung }),
    items: [
      written
        ? writtenItem(written, mark, language)
        : { text: say(before, language, { mark }), quotes: [hint.quote], ...(after === undefined ? {} : { after }) },
    ],
    lastLine: written ? `${last} ${say('writtenByModel', language)}` : last,
    // A hint in other words rests on the paragraph as a whole: its opening stands for it.
    cites: [written ? (written.quote ?? hintAt(1, plan).quote) : hint.quote],
    sources,
    buttons: buttonsOf(ladder, plan.paragraph, { isLast, isLocked, isAtEnd: isAtEnd ?? false }, language),
  };
}

function writtenItem({ text, quote }: WrittenHint, mark: string, language: Language): CardItem {
  return quote
    ? { text: say('hintWords', language, { mark }), quotes: [quote], after: text }
    : { text: `${text} (${mark})`, quotes: [] };
}

function buttonsOf(
  { id, essay }: Ladder,
  n: number,
  { isLast, isLocked, isAtEnd }: { readonly isLast: boolean; readonly isLocked: boolean; readonly isAtEnd: boolean },
  language: Language,
): readonly Button[] {
  const next = { label: say('nextHint', language), line: `/hint next ${id}`, typed: '/hint next' };
  const answer = { label: say('showTheAnswer', language), line: `/hint answer ${id}`, typed: '/hint answer' };
  const shown = printCommand({ name: 'paragraph', essay, range: { first: n, last: n }, isAround: true });
  const show = { label: say('showMark', language, { mark: `¶${n}` }), line: shown, typed: `p${n}` };
  return [
    ...(isLast ? [] : [next]),
    ...(isLast && !isLocked ? [answer] : []),
    ...(isLast || isAtEnd ? [checkButton(id, language)] : []),
    ...(shown.length <= 90 ? [show] : []),
  ];
}

/** Asks for somebody's own answer, to hold it against the essay. */
export function checkButton(id: string | undefined, language: Language): Button {
  const label = say('checkMyAnswer', language);
  return {
    label,
    line: id === undefined ? '/check' : `/check ${id}`,
    typed: '/check',
    asks: { title: label, label: say('myAnswer', language), isLong: true },
  };
}
