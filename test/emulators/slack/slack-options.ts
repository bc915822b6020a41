/** How a Slack differs from the usual one. */
export interface SlackOptions {
  /** What bot tokens may do; default what an agent needs. */
  readonly scopes?: readonly string[];
  /** How long the app has to acknowledge; default 3,000. */
  readonly ackMs?: number;
  /** How long a stream lasts; default five minutes. */
  readonly streamMs?: number;
  /** How long a trigger is good; default 3,000. */
  readonly triggerMs?: number;
  /** How often sockets are pinged; default 10,000. */
  readonly pingMs?: number;
  /**
   * How long after an event nobody acknowledged it comes again, and once more; default never. Slack's own waits are
   * 0, 60,000 and 300,000; what was lost while nobody listened comes again in the same way.
   */
  readonly redeliverAfterMs?: readonly number[];
  /** Whether the app is told of its own messages; default true, as by Slack. */
  readonly hasEchoes?: boolean;
}

export const usualScopes: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
];
