/**
 * The prompts, one Markdown file each: read and checked once at start-up, so that a slip in one stops there and not in
 * front of a class. What is filled in is never read as a template.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { ChatMessage } from './types.js';

const frontMatter = z.strictObject({
  id: z.string(),
  purpose: z.string().min(1),
  inputs: z.array(z.string().regex(/^[a-z][A-Za-z]*$/, 'must be a plain name')),
  version: z.number().int().positive(),
});

/** The prompts there are and what each is filled with; a file must agree. */
export const promptInputs = {
  answer: ['language', 'essays', 'question', 'history', 'fence', 'most'],
  backing: ['language', 'essays', 'claims', 'fence'],
  discussion: ['language', 'essays', 'topic', 'asked', 'fence'],
  hint: ['language', 'essays', 'question', 'answer', 'fence'],
  judge: ['question', 'paragraphs', 'answer', 'fence'],
  quiz: ['language', 'essays', 'most', 'fence'],
  repair: ['language', 'essays', 'question', 'failed', 'fence'],
  rewrite: ['history', 'question', 'essayLanguage', 'fence'],
  summary: ['language', 'essays', 'subject', 'words', 'most', 'fence'],
} as const satisfies Record<string, readonly string[]>;

/** What the program itself fills in; all the rest was written by others and stands alone between fences. */
const ownInputs: readonly string[] = ['language', 'essayLanguage', 'most', 'words', 'fence'];

export type PromptId = keyof typeof promptInputs;

export interface Prompts {
  /** The messages of prompt `id`; every input must be given, by its type. */
  fill<Id extends PromptId>(
    id: Id,
    inputs: Readonly<Record<(typeof promptInputs)[Id][number], string>>,
  ): Promise<readonly ChatMessage[]>;
  /** The fixed words of every prompt, to be recognised should a model repeat them. */
  readonly texts: readonly string[];
}

interface Prompt {
  readonly system: string;
  readonly user: string;
}

/**
 * The prompts in `folder`.
 * @throws PilcrowError `config-invalid` naming file and line of whatever is wrong
 */
export function loadPrompts(folder: string): Prompts {
  const files = namesIn(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  const prompts = new Map(files.map((file) => readPrompt(folder, file)));
  for (const id of Object.keys(promptInputs)) {
    if (!prompts.has(id)) throw fault(`${id}.md`, 1, 'is missing');
  }
  return {
    texts: [...prompts.values()].flatMap(({ system, user }) => [system, user]),
    async fill(id, inputs) {
      const prompt = prompts.get(id);
      if (!prompt) throw fault(`${id}.md`, 1, 'is missing');
      const { ChatPromptTemplate } = await import('@langchain/core/prompts');
      const template = ChatPromptTemplate.fromMessages<Record<string, string>>(
        [
          ['system', prompt.system],
          ['user', prompt.user],
        ],
        { templateFormat: 'mustache' },
      );
      const messages = await template.formatMessages({ ...inputs });
      return messages.map(({ type, text }) => ({ role: type === 'system' ? 'system' : 'user', content: text }));
    },
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new PilcrowError('config-invalid', `The prompts cannot be read: ${messageOf(error)}.`, { hint });
  }
}

function readPrompt(folder: string, file: string): [string, Prompt] {
  const text = readFileSync(join(folder, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n');
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!parts) throw fault(file, 1, 'has no front matter between two lines of ---');
  const [, head = '', body = ''] = parts;
  const parsed = frontMatter.safeParse(readYaml(file, head));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const [key] = issue?.path ?? [];
    const what = key === undefined ? '' : `: ${issue?.path.join('.')}`;
    throw fault(file, lineOfKey(head, key), `has front matter that does not fit${what}: ${issue?.message ?? ''}`);
  }
  const { id, inputs } = parsed.data;
  if (`${id}.md` !== file) throw fault(file, lineOfKey(head, 'id'), `has the id ${id}, which is not its name`);
  if (!isPromptId(id)) throw fault(file, 1, 'is a prompt nothing uses');
  const from = head.split('\n').length + 3;
  const inputsLine = lineOfKey(head, 'inputs');
  checkUse(file, { from, inputsLine }, body, inputs);
  const given: readonly string[] = promptInputs[id];
  const foreign = [...inputs, ...given].find((name) => !inputs.includes(name) || !given.includes(name));
  if (foreign !== undefined) {
    throw fault(file, inputsLine, `must have exactly the inputs ${given.join(', ')}; look at ${foreign}`);
  }
  const cut = /^\s*# system\n([\s\S]*)\n# user\n([\s\S]*)$/.exec(body);
  const [system, user] = [cut?.[1]?.trim(), cut?.[2]?.trim()];
  if (!system || !user)
    throw fault(file, from, 'needs a part "# system" and then a part "# user", both with words in them');
  return [id, { system, user }];
}

function isPromptId(id: string): id is PromptId {
  return Object.hasOwn(promptInputs, id);
}

function readYaml(file: string, head: string): unknown {
  try {
    return parse(head);
  } catch (error) {
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 0) : 0;
    throw fault(file, line + 1, 'has front matter that is not YAML');
  }
}

/** What the text uses and what its front matter says must be the same, braces nothing but inputs, and data fenced. */
function checkUse(
  file: string,
  { from, inputsLine }: { readonly from: number; readonly inputsLine: number },
  body: string,
  declared: readonly string[],
): void {
  const lines = body.split('\n');
  for (const [index, line] of lines.entries()) {
    const used = [...line.matchAll(/\{\{([^{}]*)\}\}/g)];
    const unknown = used.find(([, name = '']) => !declared.includes(name));
    if (unknown) throw fault(file, from + index, `uses ${unknown[0]}, which is not among its inputs`);
    const foreign = used.find(([, name = '']) => !ownInputs.includes(name));
    const isFenced =
      line === foreign?.[0] && lines[index - 1] === '<data-{{fence}}>' && lines[index + 1] === '</data-{{fence}}>';
    if (foreign && !isFenced) {
      throw fault(file, from + index, `uses ${foreign[0]} elsewhere than alone between two lines of data fence`);
    }
    // A template takes three braces for an input as well.
    if (/\{{3}|\}{3}/.test(line) || /\{\{|\}\}/.test(line.replace(/\{\{[^{}]*\}\}/g, ''))) {
      throw fault(file, from + index, 'has braces that close or open nothing');
    }
  }
  const unused = declared.find((name) => !body.includes(`{{${name}}}`));
  if (unused !== undefined) throw fault(file, inputsLine, `has the input ${unused} and does not use it`);
}

/** The line of the file on which the front matter has `key`; the line of its opening --- where it has not. */
function lineOfKey(head: string, key: PropertyKey | undefined): number {
  return head.split('\n').findIndex((line) => line.startsWith(`${String(key)}:`)) + 2;
}

const hint = 'Correct the file, or take it from the release again.';

function fault(file: string, line: number, what: string): PilcrowError {
  return new PilcrowError('config-invalid', `prompts/${file}, line ${line}: it ${what}.`, { hint });
}
