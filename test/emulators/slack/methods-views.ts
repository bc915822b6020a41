/** Windows and home pages. A trigger is good for one window and three seconds. */
import { randomBytes } from 'node:crypto';
import { type Invocation, type Methods, textOf } from './method.js';
import { Refusal } from './refusal.js';
import { isObject, type Json, objects, type View } from './shapes.js';
import { readView } from './validate-blocks.js';
import { viewWire } from './wire.js';
import { id, type World, withIds } from './world.js';

/** @param triggerMs how long a trigger is good */
export function viewMethods(triggerMs: () => number): Methods {
  function open(invocation: Invocation, needsView: boolean): Json {
    const { world, args, team } = invocation;
    const trigger = world.triggers.get(textOf(args, 'trigger_id') ?? '');
    const body = readView(args.view);
    if (body.type !== 'modal') throw new Refusal('invalid_arguments');
    if (!trigger || trigger.teamId !== team.id) throw new Refusal('invalid_trigger_id');
    if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
    if (Date.now() - trigger.at > triggerMs()) throw new Refusal('expired_trigger_id');
    if (needsView && trigger.viewId === undefined) throw new Refusal('not_found');
    if (world.openModals(trigger.user).length >= 3) throw new Refusal('push_limit_reached');
    trigger.isUsed = true;
    return { view: viewWire(world, addView(world, team.id, trigger.user, body)) };
  }

  return {
    'views.open': { run: (invocation) => open(invocation, false) },
    'views.push': { run: (invocation) => open(invocation, true) },

    'views.update': {
      run({ world, args }) {
        const view = world.views.find(
          ({ id: known, body, isOpen }) =>
            isOpen &&
            (known === textOf(args, 'view_id') || (textOf(args, 'external_id') ?? '') === (body.external_id ?? 'none')),
        );
        const body = readView(args.view);
        if (!view) throw new Refusal('not_found');
        const hash = textOf(args, 'hash');
        if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
        setBody(view, body);
        return { view: viewWire(world, view) };
      },
    },

    'views.publish': {
      run({ world, args, team }) {
        const user = textOf(args, 'user_id') ?? '';
        const body = readView(args.view);
        if (world.people.get(user)?.teamId !== team.id) throw new Refusal('user_not_found');
        if (body.type !== 'home') throw new Refusal('invalid_arguments');
        const view = world.home(user);
        if (view) setBody(view, body);
        return { view: viewWire(world, view ?? addView(world, team.id, user, body)) };
      },
    },
  };
}

export function addView(world: World, teamId: string, user: string, body: Json): View {
  const type = body.type === 'home' ? 'home' : 'modal';
  const view: View = {
    id: id('V'),
    teamId,
    user,
    type,
    openedAt: Date.now(),
    body: {},
    hash: '',
    isOpen: true,
    errors: {},
  };
  setBody(view, body);
  world.views.push(view);
  return view;
}

export function setBody(view: View, body: Json): void {
  view.body = { ...body, blocks: withIds(objects(body.blocks)) };
  view.hash = `${Date.now()}.${randomBytes(4).toString('hex')}`;
  view.errors = {};
}

/** What the answer to a submission makes of the windows. */
export function followSubmission(world: World, view: View, payload: unknown): void {
  const { response_action: action, errors, view: next } = isObject(payload) ? payload : {};
  if (action === 'errors' && isObject(errors)) view.errors = errors;
  else if (action === 'update') setBody(view, readView(next));
  else if (action === 'push') addView(world, view.teamId, view.user, readView(next));
  else if (action === 'clear') for (const one of world.openModals(view.user)) one.isOpen = false;
  else view.isOpen = false;
}
