/**
 * The page that citations open: essays to read, questions to ask, and a teacher's own pages behind a token. Routes alone;
 * what they show stands in the files beside this one, what is answered in the conversation.
 */
import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import { cardOf } from '../../conversation/replies.js';
import { suggestionsFrom } from '../../conversation/suggestions.js';
import type { Conversation, Reply } from '../../conversation/types.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Essay } from '../../essay/types.js';
import { loadAssets } from './assets.js';
import { blocksOf } from './blocks.js';
import { buttonsOf } from './buttons.js';
import { messagePage } from './frame.js';
import { icon } from './icon.js';
import { libraryPage } from './library-page.js';
import { createCounter, formOf, isFromHere, pageHeaders, sizeLimit } from './protection.js';
import { readerPage } from './reader-page.js';
import type { LibraryReading } from './teacher-library-page.js';
import { teacherRoutes } from './teacher-routes.js';
import { enterClass, incomingFrom, mayRead, type Viewer, viewerOf, visitOf } from './viewer.js';

export interface WebParts {
  readonly conversation: Conversation;
  /** What was read last of the essays' files. */
  readonly library: () => LibraryReading;
  /** Signs cookies and class links; the same for every process. */
  readonly secret: string;
  readonly webToken?: string | undefined;
  readonly publicUrl?: string | undefined;
  /** Whether a request comes from this machine, with nothing between. */
  readonly isLocal: (header: (name: string) => string | undefined) => boolean;
  readonly log: Log;
}

/** The pages as one application. */
export type Web = Hono<{ Variables: { viewer: Viewer } }>;

/** What the routes of a page know of a request. */
export type WebContext = Context<{ Variables: { viewer: Viewer } }>;

/** The pages, to be mounted at `/`. */
export function createWeb(parts: WebParts): Web {
  const { conversation, secret, publicUrl, log } = parts;
  const { desk } = conversation;
  const assets = loadAssets();
  const count = createCounter(publicUrl !== undefined);
  const web: Web = new Hono();

  const frameOf = (context: WebContext) => {
    const { language, isTeacher } = context.get('viewer');
    return { assets, language, isTeacher };
  };
  const refusal = (
    context: WebContext,
    status: 403 | 404 | 413 | 429 | 500,
    key: PhraseKey,
    values: Readonly<Record<string, string | number>> = {},
  ) => {
    if (values.seconds !== undefined) context.header('retry-after', String(values.seconds));
    const frame = frameOf(context);
    const line = say(key, frame.language, values);
    if (context.req.header('accept') === 'application/x-ndjson') return context.json({ error: line }, status);
    return context.html(messagePage({ ...frame, title: line, lines: [] }), status);
  };
  const shown = (viewer: Viewer): readonly Essay[] => desk.essays().filter((essay) => mayRead(viewer, essay));

  web.use(pageHeaders());
  web.use(async (context, next) => {
    context.set(
      'viewer',
      await viewerOf(
        context,
        parts,
        parts.isLocal((name) => context.req.header(name)),
      ),
    );
    context.header('cache-control', 'no-store');
    const seconds = await count(context, 'requests');
    return seconds === undefined ? await next() : refusal(context, 429, 'pageTooMany', { seconds });
  });
  web.on('POST', '*', async (context, next) =>
    isFromHere(context, publicUrl) ? await next() : refusal(context, 403, 'pageForbidden'),
  );

  web.get('/assets/*', (context) => {
    const asset = assets.find(context.req.path);
    if (!asset) return refusal(context, 404, 'pageNotFound');
    const isZipped = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
    return context.body(isZipped ? new Uint8Array(asset.gzipped) : asset.body, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    });
  });
  web.get('/icon.svg', (context) => context.body(icon, 200, { 'content-type': 'image/svg+xml' }));
  web.get('/robots.txt', (context) => context.text('User-agent: *\nDisallow: /\n'));

  web.get('/', async (context) => {
    const viewer = context.get('viewer');
    const essays = shown(viewer);
    return context.html(
      libraryPage({
        ...frameOf(context),
        cards: essays.map(cardOf),
        hasOthers: desk.essays().length > essays.length,
        suggestions: suggestionsFrom(essays, viewer.language),
      }),
    );
  });

  web.get('/essays/:slug', async (context) => {
    const key = context.req.query('class');
    if (key !== undefined) {
      await enterClass(context, key, secret);
      const rest = new URL(context.req.url).searchParams;
      rest.delete('class');
      // Browsers carry the ¶ of the link along.
      return context.redirect(`${context.req.path}${rest.size === 0 ? '' : `?${rest}`}`, 303);
    }
    const viewer = context.get('viewer');
    const name = context.req.param('slug');
    const essay = shown(viewer).find(({ slug }) => slug === name.toLowerCase());
    if (!essay) return refusal(context, 404, 'pageNoSuchEssay', { name });
    const link = quoteIn(context);
    const { v: version = essay.hash, p = '0', moved } = context.req.query();
    const n = link?.paragraph ?? Number(p);
    const now = await desk.whereNow(essay, version, n).catch(() => undefined);
    const isCurrent = essay.hash.startsWith(version);
    if (!isCurrent && n > 0 && typeof now === 'number')
      return context.redirect(`${context.req.path}?moved=1#p${now}`, 302);
    const notice = now === null ? 'pageParagraphGone' : moved === undefined ? undefined : 'pageMoved';
    return context.html(
      readerPage({
        ...frameOf(context),
        essay,
        notice: notice && say(notice, viewer.language),
        quote: isCurrent ? link : undefined,
        suggestions: suggestionsFrom([essay], viewer.language),
      }),
    );
  });

  web.get('/essays/:slug/handout.md', async (context) => {
    const viewer = context.get('viewer');
    const name = context.req.param('slug');
    const essay = shown(viewer).find(({ slug }) => slug === name);
    if (!essay) return refusal(context, 404, 'pageNoSuchEssay', { name });
    const asked = incomingFrom(viewer, 'handout', '/handout', essay);
    // Whoever sits at the machine has the file anyway; for everybody else the licence decides, as it does in chat.
    const incoming = viewer.isLocal ? { ...asked, isOperator: true } : asked;
    for await (const reply of conversation.handle(incoming)) {
      if (reply.kind === 'notice')
        return context.html(messagePage({ ...frameOf(context), title: reply.text, lines: [] }), 403);
      if (reply.kind !== 'handout') continue;
      return context.body(reply.markdown, 200, {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(reply.fileName)}`,
      });
    }
    return refusal(context, 404, 'pageNoSuchEssay', { name });
  });

  web.post(
    '/ask',
    sizeLimit((context) => refusal(context, 413, 'pageTooLong', { limit: '16 kB' })),
    async (context) => {
      const seconds = await count(context, 'questions');
      if (seconds !== undefined) return refusal(context, 429, 'pageTooMany', { seconds });
      const viewer = context.get('viewer');
      const { line, text: typed, essay: wanted } = await formOf(context);
      const words = [line, typed].filter((part) => typeof part === 'string' && part.trim() !== '');
      const text = words.join(' ').trim();
      const named = typeof wanted === 'string' ? wanted : undefined;
      const essay = named === undefined ? undefined : shown(viewer).find(({ slug }) => slug === named);
      if (named !== undefined && !essay) return refusal(context, 404, 'pageNoSuchEssay', { name: named });
      const visit = await visitOf(context, secret);
      const incoming = {
        ...incomingFrom(viewer, visit, text === '' ? '/help' : text, essay),
        language: viewer.language,
      };
      if (context.req.header('accept') !== 'application/x-ndjson') {
        let reply: Reply | undefined;
        for await (const grown of conversation.handle(incoming, { signal: context.req.raw.signal })) reply = grown;
        const exchange = reply ? { question: text, reply } : undefined;
        const frame = { ...frameOf(context), exchange };
        const essays = shown(viewer);
        const suggestions = suggestionsFrom(essay ? [essay] : essays, viewer.language);
        if (essay) return context.html(readerPage({ ...frame, essay, suggestions }));
        return context.html(libraryPage({ ...frame, cards: essays.map(cardOf), hasOthers: false, suggestions }));
      }
      context.header('content-type', 'application/x-ndjson; charset=utf-8');
      return stream(context, async (out) => {
        const ending = new AbortController();
        out.onAbort(() => ending.abort());
        for await (const reply of conversation.handle(incoming, { signal: ending.signal })) {
          const line = { language: reply.language, blocks: blocksOf(reply), buttons: buttonsOf(reply, essay?.slug) };
          await out.writeln(JSON.stringify(line));
        }
      });
    },
  );

  web.route('/teacher', teacherRoutes({ ...parts, frameOf, refusal, count }));
  web.notFound((context) => refusal(context, 404, 'pageNotFound'));
  web.onError((error, context) => {
    log.error({ reason: messageOf(error), path: context.req.routePath }, 'a page broke');
    return refusal(context, 500, 'pageBroken');
  });
  return web;
}

/** The words that a link means: `?quote=4.120-180`. */
function quoteIn(context: WebContext) {
  const found = /^(\d{1,5})\.(\d{1,6})-(\d{1,6})$/.exec(context.req.query('quote') ?? '');
  if (!found) return undefined;
  const [paragraph = 0, start = 0, end = 0] = found.slice(1).map(Number);
  return start < end ? { paragraph, span: { start, end } } : undefined;
}
