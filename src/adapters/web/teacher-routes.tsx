/** The teacher's pages, behind the installation's token: what a class asked, and the library. */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { html } from 'hono/html';
import { ownerOf, tenantNamed } from '../../conversation/shelf-of.js';
import type { Incoming, IncomingFile, Reply, Tenant } from '../../conversation/types.js';
import type { PhraseKey } from '../../essay/phrases.js';
import { ownClass } from './class-names.js';
import { digestPage } from './digest-page.js';
import type { FrameParts } from './frame.js';
import type { CountRequest } from './protection.js';
import { formOf, sizeLimit } from './protection.js';
import { signInPage } from './sign-in-page.js';
import { isAboutUploads, teacherLibraryPage } from './teacher-library-page.js';
import { becomeTeacher, leaveAsTeacher, type Viewer } from './viewer.js';
import type { WebContext, WebParts } from './web.js';

export interface TeacherParts extends WebParts {
  readonly frameOf: (context: WebContext) => Pick<FrameParts, 'assets' | 'language' | 'isTeacher'>;
  readonly refusal: (
    context: WebContext,
    status: 403 | 404 | 413 | 429 | 500,
    key: PhraseKey,
    values?: Readonly<Record<string, string | number>>,
  ) => Response | Promise<Response>;
  readonly count: CountRequest;
}

const dayMs = 24 * 3_600_000;
const usualDays = 7;
const mostDays = 365;
/** As in ingestion. */
const uploadBytes = 64 * 1_024 * 1_024;

export function teacherRoutes({ conversation, library, webToken, frameOf, refusal, count }: TeacherParts) {
  const routes = new Hono<{ Variables: { viewer: Viewer } }>();
  const signIn = (context: WebContext, isWrong: boolean): ReturnType<typeof html> =>
    signInPage({ ...frameOf(context), hasToken: webToken !== undefined, isWrong });

  routes.post(
    '/sign-in',
    sizeLimit((context) => refusal(context, 413, 'pageTooLong', { limit: '16 kB' })),
    async (context) => {
      if (webToken === undefined) return context.html(signIn(context, false), 403);
      const seconds = await count(context, 'tries');
      if (seconds !== undefined) return refusal(context, 429, 'pageTooMany', { seconds });
      const { token } = await formOf(context);
      if (typeof token !== 'string' || !isSame(token.trim(), webToken)) return context.html(signIn(context, true), 403);
      await becomeTeacher(context, webToken);
      return context.redirect('/teacher', 303);
    },
  );
  routes.post('/sign-out', async (context) => {
    if (webToken !== undefined) await leaveAsTeacher(context, webToken);
    return context.redirect('/', 303);
  });
  routes.use(async (context, next) =>
    context.get('viewer').isTeacher ? await next() : context.html(signIn(context, false), 403),
  );

  /** The class and days that are looked at; the latest class of a chat by default. */
  const choiceIn = async (context: WebContext) => {
    const days = Math.min(mostDays, Math.max(1, Math.trunc(Number(context.req.query('days'))) || usualDays));
    const since = Date.now() - days * dayMs;
    const classes = await conversation.desk.classes(since);
    const named = context.req.query('class');
    const inChat = classes.find(({ platform }) => platform !== ownClass.platform);
    const chosen = classes.find((each) => ownerOf(each) === named) ?? inChat ?? ownClass;
    const digest = await conversation.desk.digest(chosen, since, context.get('viewer').language);
    const essay = context.req.query('essay');
    return { days, since, classes: classes.map(ownerOf), chosen: ownerOf(chosen), digest, essay };
  };
  routes.get('/', async (context) => context.html(digestPage({ ...frameOf(context), ...(await choiceIn(context)) })));
  routes.get('/digest.csv', async (context) => {
    const { digest } = await choiceIn(context);
    if (!digest) return refusal(context, 404, 'teacherNoMemory');
    return context.body(digest.csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="pilcrow-digest.csv"',
    });
  });

  /** What is done in the library is said to the conversation, as it would be in chat. */
  const tell = async (context: WebContext, tenant: Tenant, text: string, files: readonly IncomingFile[] = []) => {
    const incoming: Incoming = {
      place: { ...tenant, place: '@teacher-of-the-page' },
      person: 'teacher-of-the-page',
      messageId: randomUUID(),
      text,
      language: context.get('viewer').language,
      isDirect: true,
      isPrivate: true,
      isOperator: true,
      ...(files.length > 0 ? { files } : {}),
    };
    let last: Reply | undefined;
    for await (const reply of conversation.handle(incoming, { signal: context.req.raw.signal })) last = reply;
    return last;
  };
  const shelf = async (context: WebContext, chosen?: string, reply?: Reply) => {
    const classes = [...(await conversation.desk.classes(Date.now() - mostDays * dayMs)), ownClass];
    const names = [...new Set(classes.map(ownerOf))];
    return teacherLibraryPage({
      ...frameOf(context),
      ...library(),
      classes: names,
      chosen: chosen ?? names[0] ?? ownerOf(ownClass),
      reply,
    });
  };
  routes.get('/library', async (context) => context.html(await shelf(context)));
  routes.post(
    '/library',
    sizeLimit((context) => refusal(context, 413, 'pageTooLong', { limit: '64 MB' }), uploadBytes),
    async (context) => {
      const { file, line, class: named } = await formOf(context);
      const name = typeof named === 'string' ? named : ownerOf(ownClass);
      const tenant = tenantNamed(name);
      if (file instanceof File && file.name !== '') {
        const one = { name: file.name, size: file.size, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
        return context.html(await shelf(context, name, await tell(context, tenant, '', [one])));
      }
      const isOurs = typeof line === 'string' && isAboutUploads(line);
      return context.html(await shelf(context, name, isOurs ? await tell(context, tenant, line) : undefined));
    },
  );
  return routes;
}

/** Takes as long for a wrong token as for the right one. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
