/** Signs of life, suggestions and titles of a thread; sessions of an agent. */
import { channelOf, type Invocation, type Methods, memberChannelOf, textOf } from './method.js';
import { Refusal } from './refusal.js';
import { objects } from './shapes.js';

const mostTitle = 200;
const sessionStates = ['active', 'processing', 'suspended', 'closed'];

export const sessionMethods: Methods = {
  'assistant.threads.setStatus': {
    scopes: ['chat:write', 'assistant:write'],
    run(invocation) {
      const { channel, threadTs } = threadNamed(invocation);
      const given = invocation.args.loading_messages;
      const loadingMessages = Array.isArray(given) ? given.map(String) : [];
      if (loadingMessages.length > 10) throw new Refusal('invalid_arguments');
      const status = textOf(invocation.args, 'status') ?? '';
      if (threadTs === undefined) throw new Refusal('invalid_thread_ts');
      invocation.world.statuses.push({ channel, threadTs, status, loadingMessages, at: Date.now() });
      return {};
    },
  },

  'assistant.threads.setSuggestedPrompts': {
    scopes: ['assistant:write'],
    run(invocation) {
      const { channel, threadTs } = threadNamed(invocation);
      const prompts = objects(invocation.args.prompts).map(({ title, message }) => {
        const isWhole = typeof title === 'string' && title !== '' && typeof message === 'string' && message !== '';
        if (!isWhole) throw new Refusal('invalid_arguments');
        return { title, message };
      });
      if (prompts.length < 1 || prompts.length > 4) throw new Refusal('invalid_arguments');
      invocation.world.prompts.push({ channel, threadTs, title: textOf(invocation.args, 'title'), prompts });
      return {};
    },
  },

  'assistant.threads.setTitle': {
    scopes: ['assistant:write'],
    run(invocation) {
      const { channel, threadTs } = threadNamed(invocation);
      const title = textOf(invocation.args, 'title');
      if (threadTs === undefined || title === undefined) throw new Refusal('invalid_arguments');
      invocation.world.titles.push({ channel, threadTs, title });
      return {};
    },
  },

  'agents.sessions.setStatus': {
    scopes: ['chat:write'],
    run(invocation) {
      const { channel, threadTs } = sessionNamed(invocation);
      const { world, args } = invocation;
      const status = textOf(args, 'status') ?? '';
      if (!sessionStates.includes(status)) throw new Refusal('invalid_status');
      const before = world.sessions.findLast((one) => one.channel === channel && one.threadTs === threadTs);
      // A title counts when the session begins, and not again.
      const title = before ? before.title : titleOf(invocation);
      world.sessions.push({ channel, threadTs, status, title, at: Date.now() });
      return { status, agent_status: status, ...(title === undefined ? {} : { title }) };
    },
  },

  'agents.sessions.rename': {
    scopes: ['chat:write'],
    run(invocation) {
      const { channel, threadTs } = sessionNamed(invocation);
      const { world } = invocation;
      const before = world.sessions.findLast((one) => one.channel === channel && one.threadTs === threadTs);
      const title = titleOf(invocation);
      if (!before) throw new Refusal('session_not_found');
      if (title === undefined) throw new Refusal('invalid_arguments');
      world.sessions.push({ ...before, title, at: Date.now() });
      return { title };
    },
  },
};

function titleOf({ args }: Invocation): string | undefined {
  const title = textOf(args, 'title');
  if (title !== undefined && title.length > mostTitle) throw new Refusal('invalid_arguments');
  return title;
}

function sessionNamed(invocation: Invocation): { channel: string; threadTs: string } {
  const { id } = memberChannelOf(invocation, 'channel_id');
  const threadTs = textOf(invocation.args, 'thread_ts');
  if (threadTs === undefined) throw new Refusal('thread_ts_required');
  return { channel: id, threadTs };
}

function threadNamed(invocation: Invocation): { channel: string; threadTs: string | undefined } {
  const channel = channelOf(invocation, 'channel_id');
  const threadTs = textOf(invocation.args, 'thread_ts');
  const isKnown = threadTs === undefined || invocation.world.message(channel.id, threadTs) !== undefined;
  if (!isKnown) throw new Refusal('invalid_thread_ts');
  return { channel: channel.id, threadTs };
}
