/** How a Discord differs from the usual one. */
export interface DiscordOptions {
  /** The portal grants the Message Content intent; default true. Without it, asking closes with 4014. */
  readonly allowsMessageContent?: boolean;
  /** The portal grants the members intent; default false. */
  readonly allowsMembers?: boolean;
  /** Default 41,250; tests of zombies want less. */
  readonly heartbeatMs?: number;
  /** How long an interaction waits for its first response; default 3,000. */
  readonly firstResponseMs?: number;
  /** How long an interaction's token lives; default 15 minutes. */
  readonly tokenMs?: number;
  /** Limits as bots meet them; default none. */
  readonly hasRateLimits?: boolean;
  /** What /gateway/bot recommends; default 1. */
  readonly shards?: number;
  /** Identifies at a time, per five seconds; default 1, which discord.js keeps by waiting. */
  readonly maxConcurrency?: number;
  /** Installs the portal offers, taken for commands that name none; default to servers alone. */
  readonly integrationTypes?: readonly (0 | 1)[];
  readonly botName?: string;
}
