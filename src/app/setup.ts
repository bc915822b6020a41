/**
 * `setup`: asks a person for what chat platforms need, checks it, writes `.env`, prints the claim code, and ends with a
 * question answered by the real path. Every step can be left out and run again.
 */
import { join, resolve } from 'node:path';
import { openClaimCode } from '../conversation/claim-code.js';
import { downloadOf } from './ask.js';
import { type ExitCode, type Stage, tell } from './command.js';
import { ownEnvironment, projectRoot, withEnvFile } from './config.js';
import { changeEnvFile, checkEnvFile, printEnvValue, readEnvFile } from './env-file.js';
import { showTestAnswer } from './setup-answer.js';
import { discordSetup } from './setup-discord.js';
import type { PlatformSetup, SetupContext } from './setup-platform.js';
import { createPrompts, type Prompts, SetupStopped } from './setup-prompts.js';
import { createSetupSettings, type SetupSettings } from './setup-settings.js';
import { slackSetup } from './setup-slack.js';
import { type Parts, wire } from './wire.js';

export interface SetupOptions {
  /** The file that is written; by default `.env` in the project folder. */
  readonly settings?: string;
}

const platforms: readonly PlatformSetup[] = [slackSetup, discordSetup];

/** @throws PilcrowError `config-invalid` where the file cannot be read or written */
export async function setup(stage: Stage, { settings: file }: SetupOptions): Promise<ExitCode> {
  if (stage.stdin.isTTY !== true || stage.stdout.isTTY !== true) {
    tell(
      stage,
      'setup asks questions and needs a terminal. Without one, write the settings into .env; .env.example lists them.',
    );
    return 2;
  }
  const path = file === undefined ? join(projectRoot, '.env') : resolve(file);
  await checkEnvFile(path);
  const prompts = createPrompts(stage);
  let isWritten = false;
  try {
    prompts.greet('Pilcrow setup. Enter skips a step or keeps what is set; run it again whenever you like.');
    const settings = createSetupSettings(ownEnvironment(), await readEnvFile(path));
    const connected = await askAll({ prompts, settings, env: withEnvFile(ownEnvironment(), path) });
    isWritten = await write(prompts, settings, path);
    await finish(stage, prompts, connected);
    return 0;
  } catch (error) {
    if (!(error instanceof SetupStopped) && !stage.signal.aborted) throw error;
    prompts.stopped(isWritten ? `Stopped. What you entered is in ${path}.` : 'Stopped. Nothing was written.');
    return 1;
  }
}

/** The platforms that can be used then. */
async function askAll(context: SetupContext): Promise<readonly PlatformSetup[]> {
  const { prompts, settings } = context;
  const chosen = await prompts.choose(
    'Where do you want to talk to Pilcrow, besides this terminal?',
    platforms.map(({ id, label, hint }) => ({ value: id, label, ...(hint === undefined ? {} : { hint }) })),
    platforms.filter((platform) => platform.isBegun(settings)).map(({ id }) => id),
  );
  const connected: PlatformSetup[] = [];
  for (const platform of platforms) {
    if (!chosen.includes(platform.id)) continue;
    if (await platform.ask(context)) connected.push(platform);
  }
  await askContactLine(prompts, settings);
  return connected;
}

async function askContactLine(prompts: Prompts, settings: SetupSettings): Promise<void> {
  prompts.head('A local contact');
  prompts.say(
    'When someone writes that they are in plain personal distress, Pilcrow answers with a general line on where to find help. You may put your own line there, for example the counsellor of your school and a telephone number.',
  );
  const now = settings.now('PILCROW_CONTACT_LINE');
  const line = await prompts.line(now ? `Your line (Enter keeps: ${now.value})` : 'Your line (Enter skips)', (typed) =>
    canBeKept(typed) ? undefined : 'Please leave one of the three signs " \' ` out.',
  );
  if (line !== '' && line !== now?.value) settings.set('PILCROW_CONTACT_LINE', line);
}

function canBeKept(value: string): boolean {
  try {
    printEnvValue(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether anything was written. */
async function write(prompts: Prompts, settings: SetupSettings, path: string): Promise<boolean> {
  const { changes } = settings;
  const keys = Object.keys(changes);
  if (keys.length === 0) {
    prompts.say(`Nothing new, so ${path} stays as it is.`);
    return false;
  }
  await changeEnvFile(path, changes);
  prompts.good(`Written to ${path}: ${keys.join(', ')}. Keep the file to yourself.`);
  const overridden = settings.overridden();
  if (overridden.length > 0) {
    prompts.warn(
      `Set otherwise in the environment, which goes before the file: ${overridden.join(', ')}. What was written counts when it is no longer set there.`,
    );
  }
  return true;
}

async function finish(stage: Stage, prompts: Prompts, connected: readonly PlatformSetup[]): Promise<void> {
  const parts = await prompts.until(wire(stage.config, stage.log, { remembers: true, onDownload: downloadOf(stage) }));
  try {
    await showClaimCode(prompts, parts, connected);
    await showTestAnswer(stage, prompts, parts);
  } finally {
    await parts.close();
  }
  prompts.end('Done. Next: npm start');
}

/** The code that makes the first teacher, and what to do with it. */
async function showClaimCode(prompts: Prompts, { store }: Parts, connected: readonly PlatformSetup[]): Promise<void> {
  if (!store) return;
  let code = await openClaimCode(store.settings);
  if (code === undefined) {
    if (connected.length === 0) return;
    const isWanted = await prompts.confirm('The claim code was used, so there is a teacher. Make another code?', false);
    if (!isWanted) return;
    code = await openClaimCode(store.settings, true);
  }
  prompts.head(`Claim code: ${code}`);
  if (connected.length === 0) {
    prompts.say(
      'In this terminal you need no code. In Slack or Discord it makes the first teacher, who may change settings.',
    );
    return;
  }
  prompts.say(
    [
      'It works once and makes whoever types it a teacher, who may change settings.',
      '1. Start Pilcrow with npm start and leave it running.',
      ...connected.map(({ invitation }, index) => `${index + 2}. ${invitation}`),
      `${connected.length + 2}. Type there: claim ${code}`,
    ].join('\n'),
  );
}
