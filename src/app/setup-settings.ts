/**
 * What is set when `setup` begins, where it was set, and what is to be set. Writes nothing.
 */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Environment } from './config.js';
import type { ConfigKeyName } from './config-keys.js';

export interface SetValue {
  readonly value: string;
  /** The environment goes before the file `.env`; a key with `_FILE` names a file that holds the secret. */
  readonly source: 'environment' | 'env-file' | 'secret-file';
}

export interface SetupSettings {
  /** What counts now; undefined for what is not set, or cannot be read. */
  now(key: ConfigKeyName): SetValue | undefined;
  /** To be written. */
  set(key: ConfigKeyName, value: string): void;
  readonly changes: Readonly<Partial<Record<ConfigKeyName, string>>>;
  /** Keys to be written that the environment sets otherwise, and so count for nothing while it does. */
  overridden(): readonly ConfigKeyName[];
}

/**
 * What counts before setup changes anything: `env` over `text`.
 * @param text of the file `.env`
 */
export function createSetupSettings(
  env: Environment,
  text: string,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): SetupSettings {
  const file = parseEnv(text.replace(/^\ufeff/, '')) as Environment;
  const both: Environment = { ...file, ...env };
  const changes: Partial<Record<ConfigKeyName, string>> = {};
  return {
    changes,
    now(key) {
      const path = both[`${key}_FILE`];
      if (path) {
        const value = readOr(path, readFile);
        return value === undefined ? undefined : { value, source: 'secret-file' };
      }
      const value = both[key]?.trim();
      return value ? { value, source: env[key] === undefined ? 'env-file' : 'environment' } : undefined;
    },
    set(key, value) {
      changes[key] = value;
    },
    overridden() {
      const keys = Object.keys(changes) as ConfigKeyName[];
      return keys.filter((key) => env[key] !== undefined && env[key] !== changes[key]);
    },
  };
}

/** A secret as it may be shown: its last four signs, of a long one only. */
export function endOf(secret: string): string {
  return secret.length < 16 ? 'is set' : `is set, ends in …${secret.slice(-4)}`;
}

function readOr(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path).trim() || undefined;
  } catch {
    return undefined;
  }
}
