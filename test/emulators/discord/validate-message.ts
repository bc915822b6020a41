/** A message's body against the documented limits, for creating and for editing. */
import { refuse } from './errors.js';
import { type Field, Form } from './form.js';
import { type AllowedMentions, type Attachment, type Draft, Flag, type Json, type Message } from './shapes.js';
import { checkComponents } from './validate-components.js';

/** Where a body arrives decides which flags it may set. */
export type Purpose = 'create' | 'edit' | 'interaction' | 'interaction-edit';

const settable: Readonly<Record<Purpose, number>> = {
  create: Flag.SuppressEmbeds | Flag.SuppressNotifications | Flag.ComponentsV2,
  edit: Flag.SuppressEmbeds | Flag.ComponentsV2,
  interaction: Flag.SuppressEmbeds | Flag.SuppressNotifications | Flag.ComponentsV2 | Flag.Ephemeral,
  'interaction-edit': Flag.SuppressEmbeds | Flag.ComponentsV2,
};

export interface BodyOptions {
  readonly purpose: Purpose;
  readonly files: readonly Attachment[];
  /** The message that is edited. */
  readonly before?: Message;
  /** Where the body stands in the request: `['data']` in an interaction response. */
  readonly path?: readonly string[];
}

/** What the body asks for; throws the refusal Discord would answer with. */
export function readMessageBody(body: unknown, { purpose, files, before, path = [] }: BodyOptions): Draft {
  const form = new Form();
  const root: Field = { value: body, path };
  form.object(root, { isRequired: true });
  const at = (key: string): Field => form.at(root, key);
  const flags = readFlags(form, at('flags'), purpose, before);
  const isV2 = ((flags ?? before?.flags ?? 0) & Flag.ComponentsV2) !== 0;
  if (isV2) refuseLegacyFields(form, root, before);
  form.text(at('content'), { max: 2000 });
  checkEmbeds(form, at('embeds'));
  checkComponents(form, at('components'), isV2);
  checkNonce(form, at('nonce'));
  form.flag(at('enforce_nonce'));
  form.flag(at('tts'));
  checkAllowedMentions(form, at('allowed_mentions'));
  checkReference(form, at('message_reference'));
  const attachments = form.list(at('attachments'), { max: 10 });
  checkFilesShown(form, at('components'), [...files, ...(before?.attachments ?? [])]);
  for (const attachment of attachments) {
    form.text(form.at(attachment, 'filename'), { max: 1024 });
    form.text(form.at(attachment, 'description'), { max: 1024 });
  }
  form.done();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > 25 * 1024 * 1024) throw refuse('tooLarge');
  return draftOf(body as Json, files, flags, attachments);
}

function draftOf(
  body: Json,
  files: readonly Attachment[],
  flags: number | undefined,
  attachments: readonly Field[],
): Draft {
  const own = new Set(files.map(({ id }) => id));
  const described = (file: Attachment): Attachment => {
    const told = attachments.map(({ value }) => value as Json).find(({ id }) => String(id) === file.id);
    return { ...file, ...(typeof told?.description === 'string' && { description: told.description }) };
  };
  const kept = attachments.map(({ value }) => String((value as Json).id)).filter((id) => !own.has(id));
  return {
    ...('content' in body && { content: ((body.content ?? '') as string).trim() }),
    ...('embeds' in body && { embeds: (body.embeds ?? []) as Json[] }),
    ...('components' in body && { components: (body.components ?? []) as Json[] }),
    ...(flags !== undefined && { flags }),
    ...('allowed_mentions' in body && { allowedMentions: body.allowed_mentions as AllowedMentions | null }),
    ...('attachments' in body && { keptAttachments: kept }),
    files: files.map(described),
  };
}

/** Components show only files that came with the message. */
function checkFilesShown(form: Form, field: Field, files: readonly Attachment[]): void {
  for (const [, name] of JSON.stringify(field.value ?? []).matchAll(/"attachment:\/\/([^"]+)"/g))
    if (!files.some(({ filename }) => filename === name))
      form.fail(field, 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', `Attachment ${name} was not found.`);
}

function readFlags(form: Form, field: Field, purpose: Purpose, before?: Message): number | undefined {
  const flags = form.whole(field, { min: 0, max: 2 ** 31 - 1 });
  if (flags === undefined) return undefined;
  const odd = flags & ~settable[purpose];
  // Clients send an edited message's flags back; what cannot be set is ignored then.
  if (odd !== 0 && !purpose.endsWith('edit'))
    form.fail(field, 'MESSAGE_FLAGS_INVALID', `Flags ${odd} cannot be set here.`);
  if (before && (before.flags & Flag.ComponentsV2) !== 0 && (flags & Flag.ComponentsV2) === 0) {
    const message = 'The IS_COMPONENTS_V2 flag cannot be removed from a message.';
    form.fail(field, 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message);
  }
  return flags;
}

function refuseLegacyFields(form: Form, root: Field, before?: Message): void {
  for (const key of ['content', 'embeds', 'sticker_ids', 'poll'] as const) {
    const field = form.at(root, key);
    const had = key === 'content' ? before?.content : key === 'embeds' ? before?.embeds : undefined;
    const value = field.value === undefined ? had : field.value;
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    const message = `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    form.fail(field, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
}

function checkEmbeds(form: Form, field: Field): void {
  let total = 0;
  const text = (at: Field, max: number, isRequired = false): void => {
    total += form.text(at, { max, isRequired, ...(isRequired && { min: 1 }) })?.length ?? 0;
  };
  for (const embed of form.list(field, { max: 10 })) {
    if (form.object(embed, { isRequired: true }) === undefined) continue;
    text(form.at(embed, 'title'), 256);
    text(form.at(embed, 'description'), 4096);
    text(form.at(form.at(embed, 'footer'), 'text'), 2048);
    text(form.at(form.at(embed, 'author'), 'name'), 256);
    form.whole(form.at(embed, 'color'), { min: 0, max: 0xffffff });
    form.url(form.at(embed, 'url'));
    for (const row of form.list(form.at(embed, 'fields'), { max: 25 })) {
      text(form.at(row, 'name'), 256, true);
      text(form.at(row, 'value'), 1024, true);
    }
  }
  if (total > 6000) form.fail(field, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
}

function checkNonce(form: Form, field: Field): void {
  if (typeof field.value === 'number') return;
  form.text(field, { max: 25 });
}

function checkAllowedMentions(form: Form, field: Field): void {
  if (form.object(field) === undefined) return;
  const kinds = form.list(form.at(field, 'parse'), { max: 3 });
  for (const kind of kinds) form.oneOf(kind, ['roles', 'users', 'everyone'], { isRequired: true });
  for (const key of ['users', 'roles'] as const) {
    const ids = form.list(form.at(field, key), { max: 100 });
    for (const id of ids) form.id(id, { isRequired: true });
    if (ids.length > 0 && kinds.some(({ value }) => value === key)) {
      const message = `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`;
      form.fail(field, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
  form.flag(form.at(field, 'replied_user'));
}

function checkReference(form: Form, field: Field): void {
  if (form.object(field) === undefined) return;
  form.oneOf(form.at(field, 'type'), [0]);
  form.id(form.at(field, 'message_id'), { isRequired: true });
  form.id(form.at(field, 'channel_id'));
  form.id(form.at(field, 'guild_id'));
  form.flag(form.at(field, 'fail_if_not_exists'));
}

/** A deferral may say that its reply is for one person, and nothing else. */
export function readDeferralFlags(data: unknown): number {
  const form = new Form();
  const field = form.at({ value: data, path: ['data'] }, 'flags');
  const flags = form.whole(field, { min: 0, max: 2 ** 31 - 1 }) ?? 0;
  if ((flags & ~Flag.Ephemeral) !== 0)
    form.fail(field, 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set on a deferral.');
  form.done();
  return flags;
}

/** Throws where nothing would be left to see. */
export function refuseEmpty(message: Pick<Message, 'content' | 'embeds' | 'components' | 'attachments'>): void {
  const { content, embeds, components, attachments } = message;
  const isEmpty = content === '' && embeds.length === 0 && components.length === 0 && attachments.length === 0;
  if (isEmpty) throw refuse('empty');
}
