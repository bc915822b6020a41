/** Refusals in Discord's form: `{ code, message, errors? }` with a status. */
import type { Json } from './shapes.js';

export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;
  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.body = { message, code, ...(errors && { errors }) };
  }
}

const known = {
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  wrongApplication: [403, 20012, 'You are not authorized to perform this action on this application'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached'],
  tooManyCreates: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  forumMessage: [400, 40058, 'Cannot send a message in a forum channel'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowups: [400, 40094, 'This interaction reached the maximum number of follow up messages.'],
  missingAccess: [403, 50001, 'Missing Access'],
  inDm: [403, 50003, 'Cannot execute action on a DM channel'],
  notAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  empty: [400, 50006, 'Cannot send an empty message'],
  cannotDm: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  badJson: [400, 50109, 'The request body contains invalid JSON.'],
  archived: [400, 50083, 'Thread is archived'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'This thread is locked'],
  noHistory: [403, 160002, 'You need the read message history permission to reply to messages.'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type RefusalName = keyof typeof known;

export function refuse(name: RefusalName): Refusal {
  const [status, code, message] = known[name];
  return new Refusal(status, code, message);
}

export const unauthorized = (): Refusal => new Refusal(401, 0, '401: Unauthorized');
export const notFound = (): Refusal => new Refusal(404, 0, '404: Not Found');
