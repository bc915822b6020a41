/**
 * Who looks at the page, as far as a page can know: a teacher by the token, somebody of a class by a link from chat, somebody
 * at this machine, or anybody. Which essays they may see follows from that.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { classOfKey } from '../../conversation/page-addresses.js';
import { ownerOf, tenantNamed } from '../../conversation/shelf-of.js';
import type { Incoming, Tenant } from '../../conversation/types.js';
import { isOpenLicence } from '../../essay/licence.js';
import { type Essay, type Language, languages } from '../../essay/types.js';
import { ownClass } from './class-names.js';

export interface Viewer {
  readonly language: Language;
  readonly isTeacher: boolean;
  /** Sits at the machine itself, no proxy between. */
  readonly isLocal: boolean;
  /** Whose link brought them. */
  readonly tenant?: Tenant;
}

/** What cookies are signed with. */
export interface ViewerKeys {
  readonly secret: string;
  readonly webToken?: string | undefined;
}

/** A class link holds for a term's half, a teacher for a day, a visit for as long as questions are kept at most. */
const classSeconds = 90 * 24 * 3_600;
const teacherSeconds = 12 * 3_600;
const visitSeconds = 30 * 24 * 3_600;

const names = { class: 'pilcrow_class', teacher: 'pilcrow_teacher', visit: 'pilcrow_visit' } as const;

/** Reads who looks from the cookies and headers of a request. */
export async function viewerOf(context: Context, { secret, webToken }: ViewerKeys, isLocal: boolean): Promise<Viewer> {
  const key = await getSignedCookie(context, secret, names.class);
  const tenant = key ? classOfKey(key, secret) : undefined;
  const until = webToken === undefined ? undefined : await getSignedCookie(context, webToken, names.teacher);
  return {
    language: languageIn(context.req.header('accept-language') ?? ''),
    isTeacher: Number(until || 0) > Date.now(),
    isLocal,
    ...(tenant ? { tenant } : {}),
  };
}

/** From now on this browser is a teacher's. */
export async function becomeTeacher(context: Context, webToken: string): Promise<void> {
  const until = String(Date.now() + teacherSeconds * 1_000);
  await setSignedCookie(context, names.teacher, until, webToken, { ...cookieFor(context), maxAge: teacherSeconds });
}

/** No longer. */
export async function leaveAsTeacher(context: Context, webToken: string): Promise<void> {
  await setSignedCookie(context, names.teacher, '0', webToken, { ...cookieFor(context), maxAge: 0 });
}

/** From now on this browser belongs to the class of `key`; false where there is none. */
export async function enterClass(context: Context, key: string, secret: string): Promise<boolean> {
  if (classOfKey(key, secret) === undefined) return false;
  await setSignedCookie(context, names.class, key, secret, { ...cookieFor(context), maxAge: classSeconds });
  return true;
}

/** A name for this browser that follows nobody anywhere: only so that follow-ups are understood. */
export async function visitOf(context: Context, secret: string): Promise<string> {
  const known = await getSignedCookie(context, secret, names.visit);
  const visit = known || randomBytes(9).toString('base64url');
  await setSignedCookie(context, names.visit, visit, secret, { ...cookieFor(context), maxAge: visitSeconds });
  return visit;
}

/** Lax: a link from chat brings the cookie along, another site's form does not. */
function cookieFor(context: Context) {
  const isSecure =
    new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https';
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure } as const;
}

/** Whether `viewer` may see `essay` at all. */
export function mayRead({ isTeacher, isLocal, tenant }: Viewer, essay: Essay): boolean {
  if (isTeacher) return true;
  if (essay.owner !== undefined && essay.owner !== ownerOf(tenant ?? ownClass)) return false;
  return isLocal || tenant !== undefined || isOpenLicence(essay.license);
}

/**
 * A message of `viewer`, as the conversation takes it. A class's own visitors ask in their class; the teacher asks about
 * what a class brought as one of that class.
 */
export function incomingFrom(viewer: Viewer, visit: string, text: string, essay?: Essay): Incoming {
  const isBrought = viewer.isTeacher && essay?.owner !== undefined;
  const tenant = isBrought ? tenantNamed(essay.owner) : (viewer.tenant ?? ownClass);
  const person = `web-${visit}`;
  return {
    place: { ...tenant, place: `@${person}` },
    person,
    messageId: randomUUID(),
    text,
    ...(essay ? { essay: essay.slug } : {}),
    isDirect: true,
    isPrivate: true,
    isShown: (essay) => mayRead(viewer, essay),
    ...(viewer.isTeacher ? { isOperator: true } : { isVisitor: true }),
  };
}

/** The first of our languages that the browser asks for. */
function languageIn(header: string): Language {
  const wanted = header.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return (
    languages.find((language) => language === wanted.find((one) => languages.some((known) => known === one))) ?? 'en'
  );
}
