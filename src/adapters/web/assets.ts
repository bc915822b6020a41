/**
 * What pages load: one stylesheet and the scripts that tsc made of `client/`. Read once, named by their contents, so that a
 * browser keeps them for good and a new version is a new address.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
  readonly gzipped: Uint8Array;
}

export interface Assets {
  readonly style: string;
  readonly script: string;
  find(path: string): Asset | undefined;
}

/** Both stand as deep in `src` as in `dist`; the scripts are in `dist` alone, the styles in `src` alone. */
const styles = new URL('../../../src/adapters/web/style/', import.meta.url);
const scripts = new URL('../../../dist/adapters/web/client/', import.meta.url);

const styleNames = ['base.css', 'reader.css', 'answers.css', 'teacher.css'];
const scriptNames = ['page.js', 'reader.js', 'highlight.js', 'ask.js'];

/**
 * Every asset, from disk.
 * @throws Error where the project was not built
 */
export function loadAssets(): Assets {
  const style = styleNames.map((name) => readFileSync(new URL(name, styles), 'utf8')).join('\n');
  const sources = scriptNames.map((name) => [name, readFileSync(new URL(name, scripts), 'utf8')] as const);
  // Scripts import one another by name, so one version names the folder of all.
  const version = hashOf(sources.map(([, body]) => body).join('\n'));
  const assets = new Map<string, Asset>();
  const add = (path: string, type: string, body: string): string => {
    assets.set(path, { path, type, body, gzipped: gzipSync(body, { level: 9 }) });
    return path;
  };
  for (const [name, body] of sources) {
    add(`/assets/${version}/${name}`, 'text/javascript; charset=utf-8', withoutMap(body));
  }
  return {
    style: add(`/assets/${hashOf(style)}.css`, 'text/css; charset=utf-8', style),
    script: `/assets/${version}/page.js`,
    find: (path) => assets.get(path),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function withoutMap(script: string): string {
  return script.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
}
