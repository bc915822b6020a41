/** What a session is, what it may be opened with, and what READY tells it. */
import type { WebSocket } from 'ws';
import { isObject } from './form.js';
import type { World } from './guild-state.js';
import { Intent } from './messages.js';
import { userPayload } from './payloads.js';
import type { Guild, Json } from './shapes.js';

export const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;
const allIntents = Array.from({ length: 26 }, (_, bit) => bit).filter((bit) => ![17, 18, 19, 22, 23].includes(bit));
const knownIntents = allIntents.reduce((sum, bit) => sum | (1 << bit), 0);

/** One socket's story. */
export interface Connection {
  readonly at: number;
  /** `/gateway`, or `/gateway/resume` where READY said to resume. */
  readonly path: string;
  did: 'nothing' | 'identified' | 'resumed' | 'was sent to identify anew';
  intents: number;
  closeCode: number | null;
}

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly events: { readonly s: number; readonly t: string; readonly d: Json }[];
  socket: Socket | null;
}

export interface Socket {
  readonly ws: WebSocket;
  readonly connection: Connection;
  session: Session | null;
  /** Open, but nothing comes through it any more. */
  isZombie: boolean;
  sends: number;
}

/** What IDENTIFY asks for, or the code to close with. */
export function readIdentify(
  data: unknown,
  { token, grantedIntents }: { readonly token: string; readonly grantedIntents: number },
): number | { readonly intents: number; readonly shard: readonly [number, number] } {
  if (!isObject(data)) return 4002;
  const { intents, shard = [0, 1] } = data;
  if (data.token !== token) return 4004;
  if (typeof intents !== 'number' || (intents & ~knownIntents) !== 0) return 4013;
  const privileged = Intent.members | Intent.presences | Intent.messageContent;
  if ((intents & privileged & ~grantedIntents) !== 0) return 4014;
  const [id, count] = shard as [number, number];
  return id >= 0 && id < count ? { intents, shard: [id, count] } : 4010;
}

export function readyPayload(world: World, session: Session, guilds: readonly Guild[], resumeUrl: string): Json {
  return {
    v: 10,
    user: { ...userPayload(world.bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: resumeUrl,
    shard: session.shard,
    application: { id: world.applicationId, flags: world.allowsMessageContent ? 1 << 19 : 0 },
    private_channels: [],
  };
}
