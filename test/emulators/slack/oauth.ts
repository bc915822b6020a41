/** Installing by OAuth: the page where one agrees, its code, and the token for it. */
import { randomBytes } from 'node:crypto';
import { Refusal } from './refusal.js';
import type { Json, Person, Team } from './shapes.js';
import type { World } from './world.js';

interface Grant {
  readonly team: Team;
  readonly person: Person;
  readonly scopes: string;
  isUsed: boolean;
}

export class OAuth {
  readonly clientId = `${Date.now()}.${randomBytes(4).readUInt32BE()}`;
  readonly clientSecret = randomBytes(16).toString('hex');
  /** Who agrees next, and where. */
  next: { readonly team: Team; readonly person: Person } | undefined;
  /** The next one does not agree. */
  isDenied = false;
  /** Where people are sent back to when the request names nothing. */
  redirectUrl = '';
  readonly #world: World;
  readonly #grants = new Map<string, Grant>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Where the page of an authorization sends one who agrees. @throws Refusal */
  agree(url: URL): string {
    if (url.searchParams.get('client_id') !== this.clientId) throw new Refusal('invalid_client_id');
    if (!this.next) throw new Error('say who agrees first: oauth.next');
    const back = new URL(url.searchParams.get('redirect_uri') ?? this.redirectUrl);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    if (this.isDenied) {
      this.isDenied = false;
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const code = randomBytes(12).toString('hex');
    this.#grants.set(code, { ...this.next, scopes: url.searchParams.get('scope') ?? '', isUsed: false });
    back.searchParams.set('code', code);
    return back.href;
  }

  /** `oauth.v2.access`, whose caller has no token. @throws Refusal */
  access(args: Json, authorization: string | undefined): Json {
    const basic = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':');
    const { client_id = basic[0], client_secret = basic[1], code } = args;
    if (client_id !== this.clientId) throw new Refusal('invalid_client_id');
    if (client_secret !== this.clientSecret) throw new Refusal('bad_client_secret');
    const grant = this.#grants.get(String(code));
    if (!grant) throw new Refusal('invalid_code');
    if (grant.isUsed) throw new Refusal('code_already_used');
    grant.isUsed = true;
    const { team, person, scopes } = grant;
    team.isInstalled = true;
    const { value } = this.#world.addToken('bot', team.id, scopes.split(','));
    return {
      ok: true,
      app_id: this.#world.appId,
      authed_user: { id: person.id },
      scope: scopes,
      token_type: 'bot',
      access_token: value,
      bot_user_id: team.botUserId,
      team: { id: team.id, name: team.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  }
}
