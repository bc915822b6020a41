/** What is said of uploaded files: how each was read, and what the class brought so far. */
import { displayLine } from '../../essay/display.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Essay, Language } from '../../essay/types.js';
import type { IngestedEssay } from '../../ingest/types.js';
import type { Retriever } from '../../retrieval/types.js';
import { printCommand } from '../commands.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import { cardOf } from '../replies.js';
import type { Button, CardItem, CardReply, Reply } from '../types.js';
import { mostUploads, type Upload } from '../uploads.js';
import { personal, shortened } from './study-card.js';
import type { FileOutcome } from './upload.js';

type FileReport = FileOutcome & { readonly file: string };

/** Lines of furniture, and of warnings, that are shown. */
const linesShown = 3;
const lineChars = 80;
const mostButtons = 5;
const lineLimit = 90;
/** Essays on one page of the list, so that each has its button beside the one that leads on. */
const perPage = 4;

const refusals: Readonly<Record<Extract<FileOutcome, { readonly outcome: 'refused' }>['why'], PhraseKey>> = {
  type: 'uploadRefusedType',
  'old-word': 'uploadRefusedOldWord',
  name: 'uploadRefusedName',
  empty: 'uploadRefusedEmpty',
  large: 'uploadRefusedLarge',
  long: 'uploadRefusedLong',
  slow: 'uploadRefusedSlow',
  protected: 'uploadRefusedProtected',
  scan: 'uploadRefusedScan',
  'no-text': 'uploadRefusedNoText',
  damaged: 'uploadRefusedDamaged',
  fetch: 'uploadRefusedFetch',
};

/** What became of each file; a notice where none is here. */
export function report(
  read: readonly FileReport[],
  { language, question }: { readonly language: Language; readonly question: string },
  retriever: Pick<Retriever, 'essays' | 'essay'>,
): Reply {
  const essays = read.flatMap((each) => essayOf(each) ?? []);
  const [first, ...rest] = essays;
  if (!first) {
    const text = read.map((each) => refusalLine(each, language)).join('\n');
    return personal({ kind: 'notice', tone: 'refusal', language, text, buttons: [] });
  }
  const [one, ...more] = [...new Set([first, ...rest])].map((essay) => cardOf(essay).opening);
  if (!one) throw new TypeError('An essay without an opening.');
  const name = nameOf(first, retriever);
  const ask = question === '' ? undefined : printCommand({ name: 'ask', text: question, essay: first.slug });
  return {
    kind: 'card',
    topic: 'upload',
    language,
    leadIn: say('uploadReport', language),
    items: read.flatMap((each) => itemsOf(each, language)),
    cites: [one, ...more],
    sources: sourcesOf([first, ...new Set(rest.filter((essay) => essay !== first))], retriever.essays()),
    lastLine: say(ask === undefined ? 'uploadAsk' : 'uploadQuestionWaits', language, { name }),
    buttons: [
      ...(ask !== undefined && ask.length <= lineLimit ? [buttonFor('uploadAskNow', ask, language)] : []),
      ...(essays.length === 1 ? [buttonFor('uploadUse', `/use ${first.slug}`, language)] : []),
      ...read.flatMap((each) => undoButton(each, essays.length, language)),
    ].slice(0, mostButtons),
  };
}

/** What a class brought, the latest first; a notice where there is nothing. `page` counts from 1. */
export function listCard(all: readonly Upload[], page: number, language: Language, inPlay: readonly Essay[]): Reply {
  const how = say('uploadHow', language, { most: mostUploads });
  const from = Math.max(0, (page - 1) * perPage);
  const isLast = all.length <= from + perPage + 1;
  const shown = all.slice(from, isLast ? from + perPage + 1 : from + perPage);
  const [first, ...rest] = shown.map(({ essay }) => essay);
  if (!first) {
    const none = notice(language, 'plain', 'uploadNone');
    return personal({ ...none, text: `${none.text} ${how}` });
  }
  const items = shown.map(
    ({ essay, savedAt }, index): CardItem => ({
      text: say('uploadListItem', language, {
        n: from + index + 1,
        title: displayLine(essay.title),
        file: displayLine(essay.file),
        paragraphs: essay.paragraphs.length,
        day: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(savedAt),
      }),
      quotes: [cardOf(essay).opening],
    }),
  );
  return personal({
    kind: 'card',
    topic: 'upload',
    language,
    leadIn: say('uploadList', language, { count: all.length }),
    items,
    cites: [cardOf(first).opening, ...rest.map((essay) => cardOf(essay).opening)],
    sources: sourcesOf([first, ...rest], inPlay),
    lastLine: how,
    buttons: [
      ...shown.map(({ id, essay }) => removeButton(id, essay.file, language)),
      ...(isLast ? [] : [buttonFor('uploadMore', `/upload page ${page + 1}`, language)]),
    ],
  } satisfies CardReply);
}

function essayOf(each: FileReport): Essay | undefined {
  if (each.outcome === 'known') return each.essay;
  return each.outcome === 'added' || each.outcome === 'replaced' ? each.ingested.essay : undefined;
}

function itemsOf(each: FileReport, language: Language): readonly CardItem[] {
  const file = fileName(each);
  switch (each.outcome) {
    case 'added':
    case 'replaced':
      return readItems(each.ingested, each.outcome === 'replaced', file, language);
    case 'known': {
      const text = say('uploadKnown', language, { file, title: displayLine(each.essay.title) });
      return [{ text, quotes: [cardOf(each.essay).opening] }];
    }
    default:
      return [{ text: refusalLine(each, language), quotes: [] }];
  }
}

function readItems(
  { essay, dropped, warnings }: IngestedEssay,
  isNewVersion: boolean,
  file: string,
  language: Language,
): readonly CardItem[] {
  const { title, author, paragraphs, sections, notes } = essay;
  const told = say('uploadAdded', language, {
    title: displayLine([author, title].filter((part) => part !== undefined).join(': ')),
    file,
    paragraphs: paragraphs.length,
    sections: sections.length,
    notes: notes.length,
    linked: notes.filter(({ paragraph }) => paragraph !== undefined).length,
  });
  const small = (key: 'uploadDropped' | 'uploadWarnings', lines: readonly string[]): readonly CardItem[] =>
    lines.length === 0
      ? []
      : [{ text: say(key, language, { count: lines.length, lines: someOf(lines) }), quotes: [], form: 'small' }];
  return [
    {
      text: isNewVersion ? say('uploadReplaced', language, { report: told }) : told,
      quotes: [cardOf(essay).opening],
    },
    ...small('uploadDropped', dropped),
    ...small('uploadWarnings', warnings),
  ];
}

function someOf(lines: readonly string[]): string {
  const some = lines.slice(0, linesShown).map((line) => shortened(displayLine(line), lineChars));
  return [...some, ...(lines.length > linesShown ? ['…'] : [])].join(' | ');
}

function refusalLine(each: FileReport, language: Language): string {
  const values = { file: fileName(each), most: mostUploads };
  if (each.outcome === 'refused') return say(refusals[each.why], language, values);
  return say(each.outcome === 'full' ? 'uploadRefusedFull' : 'uploadRefusedBusy', language, values);
}

/** The shortest name by which the class finds this essay. */
function nameOf(essay: Essay, retriever: Pick<Retriever, 'essay'>): string {
  const stem = essay.file.replace(/\.[^.]+$/, '');
  return !/[:：]/.test(stem) && retriever.essay(stem)?.slug === essay.slug ? stem : essay.slug;
}

/** Undone is what was new; of a new version the one before is gone, so that it is only removed. */
function undoButton(each: FileReport, count: number, language: Language): readonly Button[] {
  if (each.outcome !== 'added' && each.outcome !== 'replaced') return [];
  const isPlain = count === 1 && each.outcome === 'added';
  return [isPlain ? buttonFor('uploadUndo', undoLine(each.id), language) : removeButton(each.id, each.file, language)];
}

function removeButton(id: string, file: string, language: Language): Button {
  const line = undoLine(id);
  return { label: say('uploadRemove', language, { name: shortened(displayLine(file), 40) }), line, typed: line };
}

function undoLine(id: string): string {
  return `/upload undo ${id}`;
}

function buttonFor(
  key: 'uploadAskNow' | 'uploadUse' | 'uploadUndo' | 'uploadMore',
  line: string,
  language: Language,
): Button {
  return { label: say(key, language), line, typed: line };
}

function fileName({ file }: FileReport): string {
  return shortened(displayLine(file), lineChars);
}
