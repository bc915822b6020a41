/**
 * What stands under a reply: the buttons it brings, sharing and keeping of private ones, a verdict, lines to go on with,
 * menus of settings. Whatever does not fit a button is left out, for everything can be typed.
 */
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { isGrowing } from '../../conversation/proof.js';
import type { Place, Reply, SettingsReply, Suggestion } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import { hiddenOf } from '../card-layout.js';
import { isPersonal } from '../personal.js';
import { askId } from './ask-ids.js';
import { lineId, revealId, settingId, suggestionId, type TurnAct, type TurnRef, turnId } from './button-ids.js';

const labelChars = 80;
const optionChars = 100;
const perRow = 5;
/** Rows of one message. */
export const mostRows = 5;
/** Hidden items with a button; all of them can be uncovered where they stand. */
const mostReveals = 5;

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Where and how a reply is shown. */
export interface Frame extends TurnRef {
  /** Only one person sees it: they may share it. */
  readonly isPrivate: boolean;
  /** It can be kept in direct messages. */
  readonly isKeepable: boolean;
  /** Lines to go on with. */
  readonly suggestions: readonly Suggestion[];
  /** Where its buttons lead, when it stands in somebody's direct messages instead. */
  readonly home?: Place;
}

/** Rows of buttons and menus; at most five but for settings. `shown` is what the message above them says. */
export function footOf(reply: Reply, frame: Frame, shown: string): readonly Row[] {
  if (isGrowing(reply)) return [];
  const isTurn = reply.kind === 'answer' || reply.kind === 'summary' || reply.kind === 'paragraph';
  const isJudged = reply.kind === 'answer' || reply.kind === 'summary';
  const isSharable = frame.isPrivate && !isPersonal(reply);
  const own: readonly (APIButtonComponentWithCustomId | undefined)[] = [
    ...(isTurn && isSharable ? [turnButton('share', say('share', reply.language), frame)] : []),
    ...(isTurn && isSharable && frame.isKeepable ? [turnButton('keep', say('keepInDm', reply.language), frame)] : []),
    ...(isJudged ? [verdict('good', '👍', frame), verdict('bad', '👎', frame)] : []),
  ];
  const rows = [
    ...(reply.kind === 'settings' && reply.mayChange ? settingRows(reply) : []),
    ...rowsOf(revealButtons(reply, frame)),
    ...rowsOf(lineButtons(reply, frame, shown)),
    ...rowsOf(own.filter((button) => button !== undefined)),
    ...(isGoingOn(reply) ? rowsOf(frame.suggestions.map(suggestionButton)) : []),
  ];
  return reply.kind === 'settings' ? rows : rows.slice(0, mostRows);
}

function isGoingOn(reply: Reply): boolean {
  return reply.kind === 'answer' || reply.kind === 'help' || reply.kind === 'essay';
}

function revealButtons(reply: Reply, { home }: Frame): readonly APIButtonComponentWithCustomId[] {
  return hiddenOf(reply)
    .slice(0, mostReveals)
    .flatMap(({ hidden: { label, line } }) => {
      const id = revealId(line, home);
      return id === undefined ? [] : [button(id, label)];
    });
}

/** Buttons that stand for a command line; those of a paragraph lead on from it. */
function lineButtons(reply: Reply, { home }: Frame, shown: string): readonly APIButtonComponentWithCustomId[] {
  const ids = new Set<string>();
  return reply.buttons.flatMap(({ label, line, asks }) => {
    const id = asks
      ? askId(line, { ...asks, title: asks.title === label ? '' : asks.title }, shown, home)
      : lineId(line, reply.kind === 'paragraph', home);
    if (id === undefined || ids.has(id)) return [];
    ids.add(id);
    return [button(id, label)];
  });
}

function turnButton(act: TurnAct, label: string, ref: TurnRef): APIButtonComponentWithCustomId | undefined {
  const id = turnId(act, ref);
  return id === undefined ? undefined : button(id, label);
}

function verdict(act: 'good' | 'bad', name: string, ref: TurnRef): APIButtonComponentWithCustomId | undefined {
  const id = turnId(act, ref);
  if (id === undefined) return undefined;
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id: id, emoji: { name } };
}

function suggestionButton({ title, message }: Suggestion): APIButtonComponentWithCustomId {
  return button(suggestionId(message), title);
}

function button(id: string, label: string): APIButtonComponentWithCustomId {
  const text = shorten(displayLine(label), labelChars) || '¶';
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id: id, label: text };
}

function rowsOf(components: readonly APIComponentInMessageActionRow[]): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < components.length; at += perRow)
    rows.push({ type: ComponentType.ActionRow, components: components.slice(at, at + perRow) });
  return rows;
}

/** A menu for each thing that can be set; its id holds the line that its value completes. */
function settingRows({ rows }: Pick<SettingsReply, 'rows'>): readonly Row[] {
  return rows.flatMap(({ label, value, options, line }) => {
    const id = settingId(line);
    const choices = options
      .filter((option) => option.value.length <= optionChars)
      .map((option) => ({
        label: shorten(displayLine(option.label), optionChars) || option.value,
        value: option.value,
        default: option.value === value,
      }));
    if (id === undefined || choices.length === 0) return [];
    const select = {
      type: ComponentType.StringSelect as const,
      custom_id: id,
      placeholder: shorten(label, 150),
      options: choices.slice(0, 25),
    };
    return [{ type: ComponentType.ActionRow as const, components: [select] }];
  });
}

/** At most `limit` UTF-16 units, cut with `…`, never inside a surrogate pair. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
