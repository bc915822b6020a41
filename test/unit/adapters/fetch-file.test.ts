import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchFile } from '../../../src/adapters/fetch-file.js';

const servers: Server[] = [];
let asked: { readonly url: string; readonly authorization: string | undefined }[] = [];

/** A host that notes what it is asked; its origin. */
async function host(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => {
  asked = [];
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const token = 'xoxb-secret';
const megabyte = Buffer.alloc(1024 * 1024);

describe('a file of a message', () => {
  it('is fetched from the platform’s own host, with its token', async () => {
    const origin = await host((_, response) => response.end('Hay.'));
    const bytes = await fetchFile({ url: `${origin}/a.txt`, size: 4, origins: [origin], token });
    expect(Buffer.from(bytes).toString()).toBe('Hay.');
    expect(asked).toEqual([{ url: '/a.txt', authorization: `Bearer ${token}` }]);
  });

  it('is fetched without any token where the platform needs none', async () => {
    const origin = await host((_, response) => response.end('Hay.'));
    await fetchFile({ url: `${origin}/a.txt`, size: 4, origins: [origin] });
    expect(asked).toEqual([{ url: '/a.txt', authorization: undefined }]);
  });

  it.each([
    (other: string) => `${other}/a.txt`,
    (other: string) => other.replace('http://', 'http://files.slack.com@'),
    (other: string) => `${other.replace('127.0.0.1', 'localhost')}/files.slack.com/a.txt`,
    () => 'https://files.slack.com.evil.example/a.txt',
    () => 'http://files.slack.com/a.txt',
    () => 'file:///etc/passwd',
    () => '',
  ])('is not asked for at any other address (%#)', async (urlAt) => {
    const other = await host((_, response) => response.end('stolen'));
    const fetched = fetchFile({ url: urlAt(other), size: 4, origins: ['https://files.slack.com'], token });
    await expect(fetched).rejects.toMatchObject({ code: 'platform-refused' });
    expect(asked).toEqual([]);
  });

  it('is not followed to another address', async () => {
    const other = await host((_, response) => response.end('stolen'));
    const origin = await host((_, response) => response.writeHead(302, { location: `${other}/a.txt` }).end());
    const fetched = fetchFile({ url: `${origin}/a.txt`, size: 4, origins: [origin, other], token });
    await expect(fetched).rejects.toMatchObject({ code: 'platform-refused' });
    expect(asked.map(({ url }) => url)).toEqual(['/a.txt']);
  });

  it('that is a page to sign in is none', async () => {
    const origin = await host((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'));
    const address = { url: `${origin}/a`, size: 3, origins: [origin], token };
    await expect(fetchFile(address)).rejects.toMatchObject({ code: 'platform-refused' });
    expect(await fetchFile({ ...address, isPage: true })).toHaveLength(3);
  });

  it('of more than 20 MB is not asked for, and not read to its end', async () => {
    let sent = 0;
    const origin = await host((_, response) => {
      const send = (): void => {
        while (sent < 64 && response.write(megabyte)) sent += 1;
        if (sent < 64) response.once('drain', send);
        else response.end();
      };
      response.writeHead(200, { 'content-type': 'text/plain' });
      send();
    });
    const large = { url: `${origin}/a`, origins: [origin] };
    await expect(fetchFile({ ...large, size: 21 * 1024 * 1024 })).rejects.toThrow('larger than 20 MB');
    expect(asked).toEqual([]);
    await expect(fetchFile({ ...large, size: 10 })).rejects.toThrow('larger than 20 MB');
    expect(sent).toBeLessThan(64);
  });

  it('that says it is larger than 20 MB is left there', async () => {
    const origin = await host((_, response) =>
      response.writeHead(200, { 'content-length': String(21 * 1024 * 1024) }).flushHeaders(),
    );
    await expect(fetchFile({ url: `${origin}/a`, size: 10, origins: [origin] })).rejects.toThrow('larger than 20 MB');
  });

  it('that fails says neither the token nor the address', async () => {
    const origin = await host((_, response) => response.destroy());
    const error: unknown = await fetchFile({ url: `${origin}/private`, size: 1, origins: [origin], token }).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).not.toMatch(/xoxb|private/);
    expect(error).toMatchObject({ code: 'platform-refused' });
  });
});
