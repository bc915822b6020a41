/**
 * Tells Discord of the commands, all at once and only where its list is another one: what is the same keeps its ids, and
 * a restart costs one look.
 */
import { Routes } from 'discord.js';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { CommandEntry } from '../../conversation/commands.js';
import type { Calls } from './calls.js';
import { type CommandBody, commandList } from './command-list.js';

/** Never throws: without its commands the bot still answers mentions. */
export async function registerCommands(
  calls: Calls,
  applicationId: string,
  log: Log,
  commands?: readonly CommandEntry[],
): Promise<void> {
  const route = Routes.applicationCommands(applicationId);
  const wanted = commandList(commands);
  try {
    const known = await calls.must<readonly CommandBody[]>('get', route, { query: { with_localizations: 'true' } });
    if (isSame(known, wanted)) return;
    await calls.must('put', route, { body: wanted });
    log.info({ commands: wanted.length }, 'the commands were registered with Discord');
  } catch (error) {
    log.error({ reason: messageOf(error) }, 'the commands could not be registered with Discord');
  }
}

function isSame(known: readonly CommandBody[], wanted: readonly CommandBody[]): boolean {
  const key = ({ type, name }: { type?: number; name: string }): string => `${type ?? 1} ${name}`;
  const listed = (commands: readonly CommandBody[]): string =>
    JSON.stringify([...commands].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(canonical));
  return known.length === wanted.length && listed(known) === listed(wanted);
}

/** Our fields in our order, and what Discord fills in left out. */
function canonical(command: CommandBody): unknown {
  return [
    command.type ?? 1,
    command.name,
    sorted(command.name_localizations),
    command.description ?? '',
    sorted(command.description_localizations),
    (command.options ?? []).map((option) => [
      option.type,
      option.name,
      option.description,
      sorted(option.description_localizations),
      option.required ?? false,
      option.autocomplete ?? false,
      option.max_length ?? null,
      option.min_value ?? null,
      (option.choices ?? []).map(({ name, value, name_localizations }) => [name, value, sorted(name_localizations)]),
    ]),
    String(command.default_member_permissions ?? ''),
    [...(command.integration_types ?? [])].sort(),
    [...(command.contexts ?? [])].sort(),
  ];
}

function sorted(texts: Readonly<Record<string, string>> | null | undefined): unknown {
  return Object.entries(texts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
