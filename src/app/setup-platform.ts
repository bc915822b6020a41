/**
 * What `setup` needs to know of a chat platform. One file for each platform, listed in setup.ts.
 */
import type { Environment } from './config.js';
import type { Prompts } from './setup-prompts.js';
import type { SetupSettings } from './setup-settings.js';

export interface SetupContext {
  readonly prompts: Prompts;
  readonly settings: SetupSettings;
  /** The environment over the file `.env`, as it was at the beginning. */
  readonly env: Environment;
}

export interface PlatformSetup {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Whether any of its tokens is there already. */
  isBegun(settings: SetupSettings): boolean;
  /** Asks for the tokens, checks them, puts them among the settings; true when the platform can be used then. */
  ask(context: SetupContext): Promise<boolean>;
  /** How the bot comes to a channel, and where it is written to directly. */
  readonly invitation: string;
}
