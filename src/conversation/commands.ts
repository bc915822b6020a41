/**
 * The command table and the one parser of messages. The same everywhere: slash, button, mention or plain words.
 * What is not surely a command is a question.
 */
import { parseMarks } from '../essay/citation.js';
import type { PhraseKey } from '../essay/phrases.js';
import { fold } from '../essay/words.js';
import { featureDoes, featureSlash, featureUsage, shippedFeatures } from './feature-table.js';
import { namesIn, type ParseOptions, parsePlain, stepOf, takeQuote } from './plain-commands.js';
import { printRange, printSummary, slashSummary } from './slash-summary.js';
import type { Command } from './types.js';

export interface CommandEntry {
  readonly name: Exclude<Command['name'], 'unknown' | 'feedback' | 'share' | 'keep'>;
  /** Slash names, the first one shown. */
  readonly slash: readonly string[];
  readonly usage: string;
  readonly does: PhraseKey;
}

export const commandTable: readonly CommandEntry[] = [
  { name: 'ask', slash: ['ask'], usage: '/ask why …?', does: 'doesAsk' },
  {
    name: 'summary',
    slash: ['summary', 'tldr', 'summarise', 'summarize'],
    usage: '/summary [sentence|short|full] [p3-6 | a section | a theme | thread]',
    does: 'doesSummary',
  },
  {
    name: 'paragraph',
    slash: ['paragraph', 'p', 'para', 'show'],
    usage: '/paragraph 4 · /next · /previous',
    does: 'doesParagraph',
  },
  { name: 'essays', slash: ['essays', 'list'], usage: '/essays', does: 'doesEssays' },
  { name: 'use', slash: ['use', 'essay'], usage: '/use <essay>', does: 'doesUse' },
  { name: 'handout', slash: ['handout'], usage: '/handout', does: 'doesHandout' },
  { name: 'privacy', slash: ['privacy'], usage: '/privacy', does: 'doesPrivacy' },
  {
    name: 'settings',
    slash: ['settings'],
    usage: '/settings [me|workspace] [essay|language|…] [value]',
    does: 'doesSettings',
  },
  { name: 'teachers', slash: ['teachers', 'teacher'], usage: '/teachers [add|remove] @someone', does: 'doesTeachers' },
  { name: 'claim', slash: ['claim'], usage: '/claim CODE', does: 'doesClaim' },
  ...shippedFeatures.map(
    (name): CommandEntry => ({ name, slash: featureSlash[name], usage: featureUsage[name], does: featureDoes[name] }),
  ),
  { name: 'help', slash: ['help', 'h', '?'], usage: '/help', does: 'doesHelp' },
];

/** Every slash name, for completion. */
export const slashNames: readonly string[] = [
  ...commandTable.flatMap(({ slash }) => slash.slice(0, 1)),
  'next',
  'previous',
];

/** What a message asks for. Never throws; an ordinary question, or anything doubtful, is `ask`. */
export function parseCommand(message: string, options: ParseOptions = {}): Command {
  const { text: flagged, essay: flag } = takeEssayFlag(message.trim());
  const { text, essay } = flag === undefined ? takeEssayPrefix(flagged, options) : { text: flagged, essay: flag };
  const command = parseSlash(text, options) ??
    administrativeOf(text) ??
    parsePlain(text, options) ??
    parseNamed(text, options) ?? { name: 'ask', text };
  return essay === undefined || command.essay !== undefined ? command : { ...command, essay };
}

/** The line that `parseCommand` reads back as `command`: what a button carries. */
export function printCommand(command: Extract<Command, { name: PrintedName }>): string {
  const essay =
    command.essay === undefined ? '' : ` --essay ${/\s/.test(command.essay) ? `"${command.essay}"` : command.essay}`;
  switch (command.name) {
    case 'ask':
      return `/ask${essay} ${command.text}`;
    case 'summary':
      return `${printSummary(command)}${essay}`;
    case 'paragraph':
      if (typeof command.range === 'string') return `/${command.range}${essay}`;
      return `/paragraph ${printRange(command.range)}${essay}${printShowing(command)}${command.quote === undefined ? '' : ` “${command.quote}”`}`;
    default:
      return `/${command.name}${essay}`;
  }
}

/** Commands that a line stands for; the others come from buttons and windows alone, or need what a person types. */
type PrintedName = 'ask' | 'summary' | 'paragraph' | 'essays' | 'use' | 'handout' | 'privacy' | 'help';

function printShowing({ bold = [], version, isAround }: Extract<Command, { name: 'paragraph' }>): string {
  const spans = bold.slice(0, 12).map(({ start, end }) => `${start}-${end}`);
  return [
    isAround ? ' --around' : '',
    spans.length > 0 ? ` --bold ${spans.join(',')}` : '',
    version === undefined ? '' : ` --version ${version}`,
  ].join('');
}

function takeEssayFlag(text: string): { text: string; essay?: string } {
  const flag = /(?:^|\s)(?:--|—|–)essay(?:\s+|=)(?:"([^"]+)"|“([^”]+)”|(\S+))/u.exec(text);
  const essay = flag?.[1] ?? flag?.[2] ?? flag?.[3];
  if (!flag || essay === undefined) return { text };
  return { text: `${text.slice(0, flag.index)} ${text.slice(flag.index + flag[0].length)}`.trim(), essay };
}

/** `in commons: why …?`, `commons: why …?` */
function takeEssayPrefix(text: string, { isEssay }: ParseOptions): { text: string; essay?: string } {
  const match = /^(?:(?:in|im|en|dans|в|on|from)\s+)?["“«„]?([^:：\n]{1,80}?)["”»]?\s?[:：]\s*(?=\S)/iu.exec(text);
  const essay = match?.[1]?.trim();
  if (!match || !essay || !isEssay?.(essay)) return { text };
  return { text: text.slice(match[0].length), essay };
}

/** The essay named at the end or before a mark: `summarise commons`, `Streltsov ¶4`, `what is said of cows in commons?` */
function parseNamed(text: string, options: ParseOptions): Command | undefined {
  for (const { rest, name, isForQuestions } of namesIn(text)) {
    if (!options.isEssay?.(name)) continue;
    const command = parsePlain(rest, options);
    if (command && command.essay === undefined) return { ...command, essay: name };
    if (isForQuestions) return { name: 'ask', text, essay: name };
  }
  return undefined;
}

function parseSlash(text: string, options: ParseOptions): Command | undefined {
  const match = /^\/([\p{L}?][\p{L}-]*)(?:\s+([\s\S]*))?$/u.exec(text);
  if (!match) return undefined;
  const word = (match[1] ?? '').toLowerCase();
  const rest = (match[2] ?? '').trim();
  if (word === 'pilcrow') return rest === '' ? { name: 'help' } : (featureOf(rest) ?? parseCommand(rest, options));
  if (word === 'next' || word === 'previous' || word === 'prev')
    return { name: 'paragraph', range: word === 'next' ? 'next' : 'previous' };
  const entry = commandTable.find(({ slash }) => slash.includes(word));
  if (!entry) return { name: 'unknown', word };
  switch (entry.name) {
    case 'ask':
      return rest === '' ? { name: 'help' } : { name: 'ask', text: rest };
    case 'summary':
      return slashSummary(rest);
    case 'paragraph':
      return slashParagraph(rest);
    case 'claim':
      return { name: 'claim', code: rest };
    case 'teachers':
      return teachersOf(rest);
    case 'settings':
      return settingsOf(rest);
    case 'use':
    case 'handout': {
      const name = rest.replace(/^["“«]|["”»]$/g, '');
      return name === '' ? { name: entry.name } : { name: entry.name, essay: name };
    }
    case 'essays':
    case 'privacy':
    case 'help':
      return { name: entry.name };
    default:
      return { name: entry.name, words: rest };
  }
}

/** `/pilcrow relay …`: where platforms know few names, a thing of the classroom is called by its own behind ours. */
function featureOf(text: string): Command | undefined {
  const [, word = '', rest = ''] = /^([a-z-]+)(?:\s+([\s\S]*))?$/iu.exec(text) ?? [];
  const name = shippedFeatures.find((each) => featureSlash[each].includes(word.toLowerCase()));
  return name && { name, words: rest.trim() };
}

/** `claim ABCD-EFGH`, `teacher add @U1`, `settings essay commons`: the words a person types where slashes do not work. */
export function administrativeOf(text: string): Command | undefined {
  const match = /^(claim|teachers?|settings)(?:\s+([\s\S]*))?$/iu.exec(text.replace(/[.!]$/, ''));
  if (!match) return undefined;
  const [word, rest] = [(match[1] ?? '').toLowerCase(), (match[2] ?? '').trim()];
  if (word === 'claim') return /^[a-z0-9]{4}[ -]?[a-z0-9]{4}$/i.test(rest) ? { name: 'claim', code: rest } : undefined;
  if (word === 'settings') return settingsOf(rest);
  return rest === '' || /^(?:add|remove)\b/i.test(rest) ? teachersOf(rest) : undefined;
}

function teachersOf(rest: string): Command {
  const match = /^(add|remove)\b\s*(?:<?@!?([\w.-]+)>?)?\s*$/iu.exec(rest);
  if (!match) return { name: 'teachers' };
  const act = match[1]?.toLowerCase() === 'remove' ? 'remove' : 'add';
  return { name: 'teachers', act, ...(match[2] === undefined ? {} : { who: match[2] }) };
}

/** `settings quiet hours 22-7`, `settings auto-answer on`, `settings time zone UTC`: two words are one name. */
function settingsOf(said: string): Command {
  const rest = said.replace(/(?<=^|\s)(quiet|auto|follow|time)[ -](hours|answers?|ups?|zone)\b/i, '$1$2');
  const match = /^(?:(me|my|mine|workspace|server|here)\b\s*)?(?:(\S+?)(?:\s*[=:]\s*|\s+|$)([\s\S]*))?$/iu.exec(rest);
  const word = match?.[1]?.toLowerCase() ?? 'here';
  const scope = word === 'here' ? 'here' : word === 'workspace' || word === 'server' ? 'workspace' : 'me';
  const key = match?.[2];
  return { name: 'settings', scope, ...(key ? { key, value: (match?.[3] ?? '').trim() } : {}) };
}

/** What a button adds to a paragraph: `--around`, `--bold 3-20,40-60`, `--version <hash>`. */
function takeShowing(text: string): { text: string; showing: Partial<Extract<Command, { name: 'paragraph' }>> } {
  const around = /\s--around(?=\s|$)/.exec(text);
  const bold = /\s--bold ([\d,-]+)/.exec(text);
  const version = /\s--version ([\w-]+)/.exec(text);
  const spans = (bold?.[1] ?? '').split(',').flatMap((span) => {
    const [start, end] = span.split('-').map(Number);
    return start === undefined || end === undefined || !(start < end) ? [] : [{ start, end }];
  });
  return {
    text: [around, bold, version].reduce((left, match) => (match ? left.replace(match[0], '') : left), text),
    showing: {
      ...(around ? { isAround: true } : {}),
      ...(bold ? { bold: spans } : {}),
      ...(version?.[1] === undefined ? {} : { version: version[1] }),
    },
  };
}

function slashParagraph(line: string): Command {
  const { text: rest, showing } = takeShowing(line);
  const { text, quote } = takeQuote(rest);
  const bare = text.replace(/^\s*(\d{1,5}\s*(?:[-–—]\s*\d{1,5})?)\s*$/, 'p$1');
  const [mark] = parseMarks(bare);
  const step = stepOf(fold(text));
  if (mark)
    return {
      name: 'paragraph',
      range: { first: mark.first, last: mark.last },
      ...(quote === undefined ? {} : { quote }),
      ...showing,
    };
  if (step) return { name: 'paragraph', range: step };
  return rest === ''
    ? { name: 'paragraph', range: { first: 1, last: 1 } }
    : { name: 'unknown', word: `paragraph ${rest}` };
}
