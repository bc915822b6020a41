/** Interaction callbacks, and the webhook of an interaction's token. */
import { refuse } from './errors.js';
import type { World } from './guild-state.js';
import type { Interactions } from './interactions.js';
import { messagePayload } from './payloads.js';
import { noContent, ok, type Request, type Route } from './routes.js';
import type { Json, Message } from './shapes.js';

export function interactionRoutes(world: World, interactions: Interactions): Route[] {
  const hook = '/webhooks/:application/:token';
  const one = `${hook}/messages/:message`;
  const shown = (message: Message): Json => messagePayload(world, message, true);
  const token = ({ params }: Request): string => {
    if (params.application !== world.applicationId) throw refuse('unknownWebhook');
    return params.token ?? '';
  };
  const which = ({ params }: Request): string => params.message ?? '';
  return [
    {
      method: 'POST',
      pattern: '/interactions/:interaction/:token/callback',
      isOpen: true,
      answer({ params, query, call }) {
        const payload = interactions.respond(params.interaction ?? '', params.token ?? '', call.body, call.files);
        return query.with_response === 'true' || query.with_response === '1' ? ok(payload) : noContent;
      },
    },
    {
      method: 'POST',
      pattern: hook,
      isOpen: true,
      answer: (request) => ok(shown(interactions.followUp(token(request), request.call.body, request.call.files))),
    },
    {
      method: 'GET',
      pattern: one,
      isOpen: true,
      answer: (request) => ok(shown(interactions.messageOf(token(request), which(request)))),
    },
    {
      method: 'PATCH',
      pattern: one,
      isOpen: true,
      answer: (request) =>
        ok(shown(interactions.edit(token(request), which(request), request.call.body, request.call.files))),
    },
    {
      method: 'DELETE',
      pattern: one,
      isOpen: true,
      answer(request) {
        interactions.remove(token(request), which(request));
        return noContent;
      },
    },
  ];
}
