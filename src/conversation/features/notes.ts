/**
 * "/notes": the class notes of this class, the teacher's words at their paragraphs, and taking one away.
 */
import { anchorNow, citationAt } from '../../classroom/anchor.js';
import { type ClassNote, listNotes, removeNote } from '../../classroom/class-notes.js';
import { say } from '../../essay/phrases.js';
import type { Citation, Essay, Language } from '../../essay/types.js';
import type { Store } from '../../store/store.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import { cardOf } from '../replies.js';
import type { Button, CardItem, NoticeReply, Reply } from '../types.js';
import { denialIn, printDecision, readDecision } from './class-teachers.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

/** A screenful; buttons are five at most, for the newest. */
const notesShown = 12;
const buttonsShown = 5;
export async function notes(parts: FeatureParts, request: FeatureRequest): Promise<Reply> {
  const { store } = parts;
  const { language, incoming, essay, essays } = request;
  if (!store) return personal(notice(language, 'refusal', 'classNeedsMemory'));
  const decision = readDecision(request.words, ['remove'] as const);
  if (decision) return await remove(parts, store, request, decision);
  const about = essay ? [essay] : essays;
  const all = await listNotes(
    store.records,
    incoming.place,
    about.map(({ slug }) => slug),
  );
  if (all.length === 0) return notice(language, 'refusal', 'notesNone');
  const shown = all.slice(0, notesShown);
  const isTeacher = (await denialIn(parts, request, incoming.place)) === undefined;
  const items: CardItem[] = [];
  const cites: Citation[] = [];
  for (const [index, note] of shown.entries()) {
    const of = about.find(({ slug }) => slug === note.anchor.essay) ?? about[0] ?? essays[0];
    const anchor = await anchorNow(store.aliases, of, note.anchor);
    const quotes = anchor ? [citationAt(of, anchor)] : [];
    cites.push(...quotes);
    const gone = anchor ? '' : ` ${say('noteParagraphGone', language)}`;
    items.push({ text: `${index + 1}. ${dayOf(note.writtenAt, language)}: ${note.words}${gone}`, quotes });
  }
  const [first = cardOf(essays[0]).opening, ...rest] = cites;
  const [main = essays[0], ...others] = essaysOf([first, ...rest], essays);
  const more = all.length - shown.length;
  return {
    kind: 'card',
    topic: 'class-note',
    language,
    leadIn: say('notesHere', language),
    items,
    cites: [first, ...rest],
    sources: sourcesOf([main, ...others], essays),
    lastLine: [say('noteLast', language), ...(more > 0 ? [say('notesMore', language, { count: more })] : [])].join(' '),
    buttons: isTeacher ? shown.slice(0, buttonsShown).map((note, index) => removeButton(note, index, request)) : [],
  };
}

function removeButton({ id }: ClassNote, index: number, { incoming, language }: FeatureRequest): Button {
  const line = `/notes ${printDecision({ verb: 'remove', id, tenant: incoming.place.tenant })}`;
  return { label: say('removeNote', language, { n: index + 1 }), line, typed: line };
}

async function remove(
  parts: FeatureParts,
  store: Store,
  request: FeatureRequest,
  { id, tenant }: { readonly id: string; readonly tenant: string },
): Promise<NoticeReply> {
  const { incoming, language } = request;
  const at = { platform: incoming.place.platform, tenant };
  const denied = await denialIn(parts, request, at);
  if (denied) return denied;
  if (!(await removeNote(store.records, at, id))) return personal(notice(language, 'refusal', 'noteGone'));
  await store.audit.add(
    { ...at, place: '' },
    { person: incoming.person, action: 'note.remove', details: { note: id } },
  );
  return personal(notice(language, 'plain', 'noteRemoved'));
}

function essaysOf(cites: readonly Citation[], essays: readonly Essay[]): readonly Essay[] {
  const slugs = [...new Set(cites.map(({ essay }) => essay))];
  return slugs.flatMap((slug) => essays.find((essay) => essay.slug === slug) ?? []);
}

function dayOf(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}

function personal(reply: NoticeReply): NoticeReply {
  return { ...reply, isPersonal: true };
}
