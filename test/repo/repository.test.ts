import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeConfig } from '../../src/app/config.js';
import { skipBecause } from '../helpers/skip-reason.js';
import { drawTree, filesInTree } from './tree.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

describe('ARCHITECTURE.md', () => {
  it('draws the tree as it is', async () => {
    const names = await readdir(new URL('src/', root), { recursive: true, withFileTypes: true });
    const real = names
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').split('/src/').at(-1) ?? '')
      .sort();
    const drawn = filesInTree(await read('ARCHITECTURE.md'));
    expect({
      missing: real.filter((file) => !drawn.includes(file)),
      gone: drawn.filter((file) => !real.includes(file)),
      twice: drawn.filter((file, index) => drawn.indexOf(file) !== index),
    }).toEqual({ missing: [], gone: [], twice: [] });
  });

  it('may draw it as style allows, and nothing else', () => {
    const tree = [
      'text',
      '```',
      'src/',
      '  base/   0  knows nothing',
      '    errors.ts  log.ts       codes; log.ts of its own',
      '  store/  1  store.ts  what is remembered',
      '  adapters/ 6',
      '    pace.ts',
      '    slack/  slack.ts render.ts   discord/  discord.ts',
      '      blocks.ts                  of Discord, the last folder above',
      '```',
    ];
    const files = [
      'adapters/discord/blocks.ts',
      'adapters/discord/discord.ts',
      'adapters/pace.ts',
      'adapters/slack/render.ts',
      'adapters/slack/slack.ts',
      'base/errors.ts',
      'base/log.ts',
      'store/store.ts',
    ];
    expect(filesInTree(`${tree.join('\n')}\n`)).toEqual(files);
    expect(filesInTree(`\`\`\`\n${drawTree(files)}\n\`\`\`\n`)).toEqual(files);
    expect(() => filesInTree('```\nlib/\n```\n')).toThrow('no fenced block');
    expect(() => filesInTree('```\nsrc/\n      lost.ts\n```\n')).toThrow('indentation');
  });
});

describe('.env.example', () => {
  it('is the schema: every key with its description and default, and no secret', async () => {
    const lines = (await read('.env.example')).split('\n');
    const written = lines.flatMap((line, index) => {
      const match = /^#?\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
      if (match === null) return [];
      const from = lines.slice(0, index).findLastIndex((above) => !/^#\s+(?![A-Z][A-Z0-9_]*=)/.test(above));
      const words = lines.slice(from + 1, index).map((above) => above.replace(/^#\s*/, ''));
      return [{ key: match[1], value: match[2], description: plain(words.join(' ')) }];
    });
    const schema = describeConfig();
    expect(written.map((each) => each.key)).toEqual(schema.map((each) => each.key));
    for (const [index, each] of schema.entries()) {
      expect(written[index]?.description, each.key).toContain(plain(each.description));
      expect(written[index]?.value, each.key).toBe(each.secret ? '' : String(each.default ?? ''));
    }
  });
});

describe('docs/troubleshooting.md', () => {
  it('has a heading for each error code, and for nothing else', async () => {
    const union = /type ErrorCode =([^;]*);/.exec(await read('src/base/errors.ts'))?.[1] ?? '';
    const codes = [...union.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);
    expect(codes.length).toBeGreaterThan(10);
    const headings = [...(await read('docs/troubleshooting.md')).matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(codes);
  });
});

describe('README.md', () => {
  it('gives the two commands word for word, and the scripts exist', async () => {
    const lines = (await read('README.md')).split('\n').map((line) => line.trim());
    expect(lines).toContain('npm install && npm start');
    expect(lines).toContain('npm test');
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String), prepare: expect.any(String) });
  });
});

describe('the documents', () => {
  it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/troubleshooting.md'])(
    'name only scripts and files that exist: %s',
    async (document) => {
      const text = await read(document);
      const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
      const named = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][a-z-]*)/g)].map((match) => match[1] ?? '');
      expect(named.filter((script) => !Object.hasOwn(scripts, script) && script !== 'setup')).toEqual([]);
      const folder = document.includes('/') ? 'docs/' : '';
      const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map((match) => `${folder}${match[1]}`);
      const quoted = [...text.matchAll(/`((?:src|test|docs|prompts|corpus)\/[\w./-]+)[`#]/g)].map(
        (match) => match[1] ?? '',
      );
      expect([...links, ...quoted].filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    },
  );
});

describe('package-lock.json', () => {
  it('has every platform’s entry, so that `npm ci` works on machines other than the one that made it', async () => {
    const lock = JSON.parse(await read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
    };
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(Object.keys(lock.packages), path, name)),
    );
    expect(missing).toEqual([]);
    const withPlatforms = Object.keys(lock.packages).filter((path) => /linux-(x64|arm64)/.test(path));
    expect(withPlatforms.length).toBeGreaterThan(3);
    const elsewhere = Object.values(lock.packages).flatMap(({ resolved }) =>
      resolved === undefined || resolved.startsWith(`https://${registry}/`) ? [] : [resolved],
    );
    expect(elsewhere).toEqual([]);
  });
});

const registry = ['registry', 'npmjs', 'org'].join('.');
const tracked = listTracked();

describe('tracked files', () => {
  const hasNoGit = skipBecause(tracked.length === 0, 'which files are tracked is known in a git checkout only.');
  it.skipIf(hasNoGit)('name no registry host and no path of one machine', async () => {
    const hosts = /\b(registry|deb|ftp|pypi|files|crates)\.(?!slack\.com)[a-z0-9-]+\.[a-z]{2,}\b|\/artifactory\//;
    const machine = new RegExp(`(^|[^\\w./-])/(${['work', 'root'].join('|')})/|/home/(?!pilcrow|pi/)[a-z]|C:\\\\Users`);
    const found: string[] = [];
    for (const file of tracked) {
      if (file === 'package-lock.json' || file.startsWith('test/fixtures/') || !existsSync(new URL(file, root)))
        continue;
      const content = await read(file);
      if (content.includes('\u0000')) continue;
      for (const line of content.split('\n')) {
        if (hosts.test(line) || machine.test(line)) found.push(`${file}: ${line.trim().slice(0, 120)}`);
      }
    }
    expect(found).toEqual([]);
  });

  it.skipIf(hasNoGit)('are no secrets, data or build results', () => {
    expect(tracked.filter((file) => /^(\.env|dist\/|data\/|node_modules\/)/.test(file))).toEqual(
      tracked.includes('.env.example') ? ['.env.example'] : [],
    );
  });
});

/** Whether `name` is found from `path` as Node looks for it, through the folders above. */
function isLocked(paths: readonly string[], path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/')))) {
    const prefix = at === '' || at.endsWith('/') ? at : `${at}/`;
    if (paths.includes(`${prefix}node_modules/${name}`)) return true;
    if (at === '') return false;
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Empty where there is no git, as in an unpacked archive. */
function listTracked(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], {
      cwd: fileURLToPath(root),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return list.split('\u0000').filter((file) => file !== '');
  } catch {
    return [];
  }
}
