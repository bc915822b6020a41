/**
 * Asks for one token until the platform takes it, it is kept unchecked, or it is left out. Shows its last signs at most.
 */
import type { ConfigKeyName } from './config-keys.js';
import type { Prompts } from './setup-prompts.js';
import { endOf, type SetupSettings } from './setup-settings.js';

export type Verdict =
  /** `warning` is said as well. */
  | { readonly outcome: 'good'; readonly says: string; readonly warning?: string }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'unreachable'; readonly reason: string };

export interface TokenQuestion {
  readonly key: ConfigKeyName;
  /** As people call it: "The bot token". */
  readonly name: string;
  readonly platform: string;
  /** Why this is no such token, by its looks; undefined when it may be one. */
  readonly misfit: (token: string) => string | undefined;
  readonly check: (token: string) => Promise<Verdict>;
}

/** The token that is to be used; undefined when there is none. A new one is put among the settings by the caller. */
export async function askToken(
  prompts: Prompts,
  settings: SetupSettings,
  question: TokenQuestion,
): Promise<string | undefined> {
  const { key, name } = question;
  const now = settings.now(key);
  if (now?.source === 'secret-file') {
    prompts.say(`${name} is read from the file that ${key}_FILE names. Change it there.`);
    await isTaken(prompts, question, now.value);
    return now.value;
  }
  if (now?.source === 'environment')
    prompts.warn(`${key} is set in the environment, which goes before what setup writes.`);
  for (let mayKeep = now !== undefined; ; ) {
    const kept = mayKeep && now ? now.value : undefined;
    const typed = await prompts.secret(
      kept === undefined
        ? `${name} (paste it, or press Enter to skip)`
        : `${name} ${endOf(kept)} (Enter keeps it, or paste another)`,
    );
    const token = typed === '' ? kept : typed;
    // After a refusal, Enter leaves things as they are.
    if (token === undefined) return now?.value;
    if ((await isTaken(prompts, question, token)) === 'taken') return token;
    if (typed === '') mayKeep = false;
  }
}

async function isTaken(prompts: Prompts, question: TokenQuestion, token: string): Promise<'taken' | 'again'> {
  const misfit = question.misfit(token);
  if (misfit !== undefined) {
    prompts.wrong(misfit);
    return 'again';
  }
  const verdict = await prompts.until(question.check(token));
  switch (verdict.outcome) {
    case 'good':
      prompts.good(verdict.says);
      if (verdict.warning !== undefined) prompts.warn(verdict.warning);
      return 'taken';
    case 'refused':
      prompts.wrong(verdict.why);
      return 'again';
    case 'unreachable': {
      prompts.warn(`${question.platform} cannot be reached now (${verdict.reason}), so the token is not checked.`);
      return (await prompts.confirm('Keep it unchecked?', true)) ? 'taken' : 'again';
    }
  }
}
