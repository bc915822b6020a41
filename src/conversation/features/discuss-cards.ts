/**
 * How a discussion question is shown: to its teacher as a draft with what can be done with it, to the class as a post.
 */
import { verifyCitation } from '../../answer/verify.js';
import { printMark, printMarks } from '../../essay/citation.js';
import { say } from '../../essay/phrases.js';
import type { Citation, Essay } from '../../essay/types.js';
import { sourcesOf } from '../marks.js';
import { cardOf } from '../replies.js';
import type { Button, CardItem, CardReply } from '../types.js';
import type { Draft, KeptDraft } from './discuss-drafts.js';

/** The draft, for the teacher alone, with its buttons. */
export function draftCard(draft: KeptDraft, essay: Essay, inPlay: readonly Essay[]): CardReply {
  const { language, state } = draft;
  const leadIn = say(state === 'planned' ? 'discussPlannedDraft' : 'discussDraft', language);
  return { ...card(draft, essay, inPlay), leadIn, isPersonal: true, buttons: buttonsOf(draft) };
}

/** The question as the class sees it. */
export function postCard(draft: Draft, essay: Essay, inPlay: readonly Essay[]): CardReply {
  return card(draft, essay, inPlay);
}

function card(draft: Draft, essay: Essay, inPlay: readonly Essay[]): CardReply {
  const { language, origin, isEdited, question } = draft;
  const [first, ...rest] = anchorsOf(draft, essay);
  const isTeachers = origin === 'teacher' || isEdited;
  const words = isTeachers
    ? say('discussTeachers', language, { question })
    : origin === 'listed'
      ? say('discussListed', language, { question })
      : question;
  const quoted = [first, ...rest].map(({ label, citation }): CardItem => ({ text: label, quotes: [citation] }));
  const asked: CardItem = { text: words, quotes: [] };
  const cites = [first.citation, ...rest.map(({ citation }) => citation)] as const;
  const restsOn = say('restsOn', language, { marks: printMarks(cites.map(({ paragraph }) => paragraph)) });
  return {
    kind: 'card',
    topic: 'discussion',
    language,
    leadIn: say('discussShown', language),
    items: origin === 'text' || origin === 'written' ? [...quoted, asked] : [asked, ...quoted],
    lastLine: origin === 'written' ? `${restsOn} ${say('writtenByModel', language)}` : restsOn,
    cites,
    sources: sourcesOf([essay], inPlay),
    buttons: [],
  };
}

interface ShownAnchor {
  readonly label: string;
  readonly citation: Citation;
}

/** The quotes as the essay has them now: it may have been edited since they were drafted. */
function anchorsOf({ anchors, language }: Draft, essay: Essay): readonly [ShownAnchor, ...ShownAnchor[]] {
  const here = (citation: Citation): ShownAnchor => ({
    label: say('discussBeginAt', language, { mark: printMark(citation.paragraph) }),
    citation,
  });
  const [first, ...rest] = anchors.flatMap(({ label, citation }): ShownAnchor[] => {
    const verdict = verifyCitation(essay, citation);
    if (verdict.status === 'absent') return [];
    const [found] = verdict.citations;
    return [found.paragraph === citation.paragraph ? { label, citation: found } : here(found)];
  });
  return first ? [first, ...rest] : [here(cardOf(essay).opening)];
}

function buttonsOf({ id, language, question }: KeptDraft): readonly Button[] {
  const button = (key: Parameters<typeof say>[0], line: string): Button => ({
    label: say(key, language),
    line,
    typed: line,
  });
  return [
    button('postNow', `/discuss post ${id}`),
    {
      ...button('planIt', `/schedule ${id}`),
      typed: `/schedule ${id} mon 09:00`,
      asks: { title: say('whenTitle', language), label: say('whenLabel', language) },
    },
    {
      ...button('editIt', `/discuss edit ${id}`),
      asks: {
        title: say('editTitle', language),
        label: say('editLabel', language),
        initial: question,
        isLong: true,
      },
    },
    button('anotherOne', `/discuss another ${id}`),
    button('discardIt', `/discuss discard ${id}`),
  ];
}
