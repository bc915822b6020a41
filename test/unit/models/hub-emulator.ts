/**
 * The hub's endpoints that a download uses, on loopback: model info, file tree, resolve with ranges, and the redirect
 * of large files to another path. It can be told to fail in the ways networks fail.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HubEmulator {
  readonly url: string;
  /** Paths that were asked for, with their ranges. */
  readonly requests: string[];
  /** What goes wrong with large files: the connection breaks, falls silent, or bytes change, after half of it. */
  trouble: 'none' | 'breaks' | 'silent' | 'changed';
  close(): Promise<void>;
}

export const commit = 'c0ffee0123456789c0ffee0123456789c0ffee01';

/** A hub that has one model, `owner/model`. */
export async function startHubEmulator(files: ReadonlyMap<string, Buffer>): Promise<HubEmulator> {
  const requests: string[] = [];
  const isLarge = (bytes: Buffer): boolean => bytes.length > 1_000_000;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://hub');
    requests.push(`${pathname} ${request.headers.range ?? ''}`.trim());
    const file = pathname.split(`/${commit}/`)[1] ?? '';
    const bytes = files.get(file);
    if (pathname === '/api/models/owner/model/revision/main') {
      const info = { _id: '1', id: 'owner/model', private: false, gated: false, downloads: 1, likes: 1, sha: commit };
      json(response, 200, { ...info, lastModified: '2026-01-01T00:00:00.000Z' });
    } else if (pathname === `/api/models/owner/model/tree/${commit}`) {
      json(response, 200, [...files].map(listed));
    } else if (bytes === undefined) {
      json(response, 401, { error: 'Repository not found' });
    } else if (pathname.startsWith('/owner/model/resolve/') && isLarge(bytes)) {
      response.writeHead(302, { location: `/cdn/${commit}/${file}`, 'x-linked-size': bytes.length }).end();
    } else send(request, response, bytes);
  }

  function listed([path, bytes]: [string, Buffer]): object {
    const oid = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    const lfs = { oid: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, pointerSize: 134 };
    return { type: 'file', path, oid, size: bytes.length, ...(isLarge(bytes) && { lfs }) };
  }

  function send(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = Math.min(Number(to ?? bytes.length - 1), bytes.length - 1) + 1;
    const body = Buffer.from(bytes.subarray(start, end));
    response.writeHead(from === undefined ? 200 : 206, {
      etag: '"x"',
      'content-length': body.length,
      ...(from !== undefined && { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` }),
    });
    const half = body.length >> 1;
    if (!isLarge(bytes) || body.length < 2 || emulator.trouble === 'none') {
      response.end(body);
      return;
    }
    if (emulator.trouble === 'changed') body[half] = (body[half] ?? 0) ^ 1;
    response.write(body.subarray(0, half), () => {
      if (emulator.trouble === 'changed') response.end(body.subarray(half));
      if (emulator.trouble === 'breaks') setTimeout(() => response.destroy(), 50);
    });
  }

  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const emulator: HubEmulator = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    trouble: 'none',
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return emulator;
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
