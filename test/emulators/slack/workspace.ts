/** A workspace as a test finds it: three people, a public and a private channel, the bot in both. */
import type { Channel, Person } from './shapes.js';
import type { World } from './world.js';

export interface Workspace {
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
  /** Empty before an install. */
  readonly botToken: string;
  readonly channel: Channel;
  readonly privateChannel: Channel;
  readonly alice: Person;
  readonly bob: Person;
  readonly admin: Person;
}

/** @param scopes undefined where the app is not installed */
export function settle(world: World, name: string, scopes: readonly string[] | undefined): Workspace {
  const team = world.addTeam(name, scopes !== undefined);
  const alice = world.addPerson(team.id, 'alice');
  const bob = world.addPerson(team.id, 'bob');
  const admin = world.addPerson(team.id, 'admin', { isAdmin: true });
  const members = [alice.id, bob.id, admin.id, ...(scopes ? [team.botUserId] : [])];
  return {
    teamId: team.id,
    botUserId: team.botUserId,
    botId: team.botId,
    botToken: scopes ? world.addToken('bot', team.id, scopes).value : '',
    channel: world.addChannel(team.id, 'essays', 'channel', members),
    privateChannel: world.addChannel(team.id, 'seminar', 'group', members),
    alice,
    bob,
    admin,
  };
}
