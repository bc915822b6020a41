/** The page over the real listener, with whatever conversation a test has: what a plain client is told, header by header. */
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { createWeb, type WebParts } from '../../src/adapters/web/web.js';
import type { Config } from '../../src/app/config.js';
import { isLocal, openHttp } from '../../src/app/http.js';
import { type RecordingLog, recordingLog } from './recording-log.js';

export const webSecret = 'the secret of the installation';

export interface Told {
  readonly status: number;
  readonly body: string;
  /** As they came over the line. */
  readonly bytes: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** What to send back as `cookie`. */
  readonly cookie: string;
}

export type Headers = Readonly<Record<string, string>>;

export interface WebListener {
  readonly address: string;
  readonly log: RecordingLog;
  get(path: string, headers?: Headers): Promise<Told>;
  /** As a form of the page itself sends it; `headers` go over that. */
  post(path: string, fields: Headers | string, headers?: Headers): Promise<Told>;
}

/** Listens until the test is over. */
export async function listenToWeb(
  parts: Pick<WebParts, 'conversation'> & Partial<Pick<WebParts, 'library'>>,
  http: Partial<Config['http']> = {},
): Promise<WebListener> {
  const log = recordingLog();
  const config: Config['http'] = { host: '127.0.0.1', port: 0, ...http };
  const web = createWeb({
    library: () => ({ essays: [], problems: [] }),
    ...parts,
    secret: webSecret,
    webToken: config.webToken,
    publicUrl: config.publicUrl,
    isLocal: (header) => isLocal(config, header),
    log,
  });
  const listener = await openHttp(config, { web, health: () => ({}), log });
  onTestFinished(() => listener.close());
  const { port } = new URL(listener.address);
  const send = (method: string, path: string, headers: Headers, sent?: string): Promise<Told> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => void pieces.push(piece));
        response.on('end', () => {
          const whole = Buffer.concat(pieces);
          const body = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole).toString();
          const cookie = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
          resolve({ status: response.statusCode ?? 0, body, bytes: whole.length, headers: response.headers, cookie });
        });
      });
      asked.on('error', reject);
      asked.end(sent);
    });
  return {
    address: listener.address,
    log,
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, fields, headers = {}) =>
      send(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      ),
  };
}
