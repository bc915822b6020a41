/** The gateway's address, the application, its commands, and users. */

import { guildFor } from './access.js';
import { refuse } from './errors.js';
import { Form } from './form.js';
import type { World } from './guild-state.js';
import { userPayload } from './payloads.js';
import { created, noContent, ok, type Reply, type Request, type Route } from './routes.js';
import type { Command, Id, Json } from './shapes.js';
import { makeId } from './snowflake.js';
import { maxOfType, validateCommand, validateCommands } from './validate-commands.js';

export interface ApplicationSettings {
  readonly gatewayUrl: () => string;
  /** What /gateway/bot recommends. */
  readonly shards: number;
  readonly maxConcurrency: number;
  /** How the portal lets people install it: 0 to a server, 1 to their account. */
  readonly integrationTypes: readonly (0 | 1)[];
  /** Identifies left today. */
  readonly identifiesLeft: () => number;
}

export function applicationRoutes(world: World, settings: ApplicationSettings): Route[] {
  const book = new CommandBook(world, settings.integrationTypes);
  const application = (): Json => applicationPayload(world, settings);
  const routes: Route[] = [
    { method: 'GET', pattern: '/gateway', isOpen: true, answer: () => ok({ url: settings.gatewayUrl() }) },
    {
      method: 'GET',
      pattern: '/gateway/bot',
      answer: () =>
        ok({
          url: settings.gatewayUrl(),
          shards: settings.shards,
          session_start_limit: {
            total: 1000,
            remaining: settings.identifiesLeft(),
            reset_after: 86_400_000,
            max_concurrency: settings.maxConcurrency,
          },
        }),
    },
    { method: 'GET', pattern: '/oauth2/applications/@me', answer: () => ok(application()) },
    { method: 'GET', pattern: '/applications/@me', answer: () => ok(application()) },
    {
      method: 'GET',
      pattern: '/users/@me',
      answer: () =>
        ok({ ...userPayload(world.bot), email: null, verified: true, mfa_enabled: false, locale: 'en-US', flags: 0 }),
    },
    {
      method: 'GET',
      pattern: '/users/@me/guilds',
      answer: () =>
        ok(
          [...world.guilds.values()]
            .filter(({ hasBot }) => hasBot)
            .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
        ),
    },
    {
      method: 'GET',
      pattern: '/users/:user',
      answer({ params }) {
        const user = world.users.get(params.user ?? '');
        if (!user) throw refuse('unknownUser');
        return ok(userPayload(user));
      },
    },
  ];
  for (const place of ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands']) {
    const scope = ({ params }: Request): Id | null => {
      if (params.application !== world.applicationId) throw refuse('wrongApplication');
      return params.guild === undefined ? null : guildFor(world, params.guild).id;
    };
    const found = (request: Request): Command => book.find(scope(request), request.params.command ?? '');
    routes.push(
      {
        method: 'GET',
        pattern: place,
        answer: (request) => ok(book.list(scope(request)).map((one) => commandPayload(world, one))),
      },
      { method: 'PUT', pattern: place, answer: (request) => book.overwrite(scope(request), request.call.body) },
      { method: 'POST', pattern: place, answer: (request) => book.upsert(scope(request), request.body) },
      { method: 'GET', pattern: `${place}/:command`, answer: (request) => ok(commandPayload(world, found(request))) },
      { method: 'PATCH', pattern: `${place}/:command`, answer: (request) => book.patch(found(request), request.body) },
      {
        method: 'DELETE',
        pattern: `${place}/:command`,
        answer(request) {
          world.commands.splice(world.commands.indexOf(found(request)), 1);
          return noContent;
        },
      },
    );
  }
  return routes;
}

function applicationPayload(world: World, { integrationTypes }: ApplicationSettings): Json {
  const owner = [...world.guilds.values()][0]?.ownerId;
  return {
    id: world.applicationId,
    name: world.bot.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    // GATEWAY_MESSAGE_CONTENT_LIMITED: granted in the portal, to an application below the review's threshold.
    flags: world.allowsMessageContent ? 1 << 19 : 0,
    approximate_guild_count: [...world.guilds.values()].filter(({ hasBot }) => hasBot).length,
    approximate_user_install_count: [...world.users.values()].filter(({ hasInstalled }) => hasInstalled).length,
    integration_types_config: Object.fromEntries(integrationTypes.map((type) => [type, {}])),
    bot: userPayload(world.bot),
    team: null,
    ...(owner !== undefined && { owner: userPayload(world.user(owner)) }),
  };
}

const commandPayload = (world: World, { id, version, type, name, guildId, body }: Command): Json => ({
  ...body,
  id,
  application_id: world.applicationId,
  version,
  type,
  name,
  ...(guildId && { guild_id: guildId }),
});

/** The registered commands, kept as Discord keeps them: same type and name, same id. */
class CommandBook {
  readonly #world: World;
  readonly #integrationTypes: readonly number[];
  #creates = 0;

  constructor(world: World, integrationTypes: readonly number[]) {
    this.#world = world;
    this.#integrationTypes = integrationTypes;
  }

  list(guildId: Id | null): Command[] {
    return this.#world.commands.filter((one) => one.guildId === guildId);
  }

  find(guildId: Id | null, id: Id): Command {
    const command = this.list(guildId).find((one) => one.id === id);
    if (!command) throw refuse('unknownCommand');
    return command;
  }

  overwrite(guildId: Id | null, bodies: unknown): Reply {
    validateCommands(bodies);
    const before = this.list(guildId);
    const after = bodies.map((body) => this.#kept(guildId, body, before));
    const { commands } = this.#world;
    commands.splice(0, commands.length, ...commands.filter((one) => one.guildId !== guildId), ...after);
    return ok(after.map((one) => commandPayload(this.#world, one)));
  }

  upsert(guildId: Id | null, body: Json): Reply {
    const form = new Form();
    validateCommand(body, form);
    form.done();
    const before = this.list(guildId);
    const command = this.#kept(guildId, body, before);
    const known = before.find(({ id }) => id === command.id);
    const ofType = before.filter(({ type }) => type === command.type).length;
    if (!known && ofType >= (maxOfType[command.type] ?? 0)) throw refuse('tooManyCommands');
    this.#put(command, known);
    return (known ? ok : created)(commandPayload(this.#world, command));
  }

  patch(known: Command, body: Json): Reply {
    const whole = { ...known.body, type: known.type, name: known.name, ...body };
    const form = new Form();
    validateCommand(whole, form);
    form.done();
    const command = { ...this.#kept(known.guildId, whole, [known]), id: known.id };
    this.#put(command, known);
    return ok(commandPayload(this.#world, command));
  }

  #put(command: Command, known: Command | undefined): void {
    const { commands } = this.#world;
    if (known) commands.splice(commands.indexOf(known), 1, command);
    else commands.push(command);
  }

  #kept(guildId: Id | null, body: Json, before: readonly Command[]): Command {
    const type = Number(body.type ?? 1);
    const name = String(body.name);
    const { type: _, name: __, id: ___, version: ____, application_id: _____, ...rest } = body;
    const permissions = body.default_member_permissions ?? null;
    const filled: Json = {
      description: '',
      integration_types: [...this.#integrationTypes],
      contexts: null,
      nsfw: false,
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)),
      default_member_permissions: permissions === null ? null : String(permissions),
    };
    const known = before.find((one) => one.type === type && one.name === name);
    if (known && JSON.stringify(known.body) === JSON.stringify(filled)) return known;
    if (!known && ++this.#creates > 200) throw refuse('tooManyCreates');
    return { id: known?.id ?? makeId(), guildId, version: makeId(), type, name, body: filled };
  }
}
