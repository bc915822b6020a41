/** Payloads as Slack's signed HTTP requests. */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Answer, PayloadKind, Retry } from './deliver.js';
import type { Json } from './shapes.js';

/** One address for all, or one for each kind. */
export type RequestUrls = string | { readonly events: string; readonly commands: string; readonly interactive: string };

export interface SignedOptions {
  /** Seconds; default now. */
  readonly timestamp?: number | string;
  readonly secret?: string;
  /** Instead of the right one; empty leaves the header out. */
  readonly signature?: string;
  readonly retryNum?: number;
  readonly retryReason?: string;
  readonly contentType?: string;
  /** Over and instead of the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default where events go. */
  readonly url?: string;
}

export class Requests {
  readonly signingSecret: string;
  readonly #timeoutMs: () => number;
  #urls: RequestUrls | undefined;

  constructor(signingSecret: string, timeoutMs: () => number) {
    this.signingSecret = signingSecret;
    this.#timeoutMs = timeoutMs;
  }

  get isOn(): boolean {
    return this.#urls !== undefined;
  }

  deliverTo(urls: RequestUrls | undefined): void {
    this.#urls = urls;
  }

  async send(kind: PayloadKind, body: Json, { retryNum, retryReason }: Retry): Promise<Answer> {
    const [text, contentType] = encode(kind, body);
    const retry = {
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    };
    const answer = await this.post(text, { contentType, url: this.#urlFor(kind), ...retry });
    if (answer === undefined) return 'lost';
    if (answer.status !== 200) return 'unacknowledged';
    return { payload: parsed(answer.text) };
  }

  /** Status and text of what came back; undefined when nothing did. Resent bytes are the sender's affair. */
  post(text: string, options: SignedOptions = {}): Promise<{ status: number; text: string } | undefined> {
    const {
      timestamp = Math.floor(Date.now() / 1000),
      secret = this.signingSecret,
      contentType = 'application/json',
    } = options;
    const right = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')}`;
    const { signature = right, retryNum, retryReason = 'http_timeout', url = this.#urlFor('events_api') } = options;
    const headers = {
      'content-type': contentType,
      'content-length': Buffer.byteLength(text),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      ...(signature === '' ? {} : { 'x-slack-signature': signature }),
      ...(retryNum === undefined ? {} : { 'x-slack-retry-num': String(retryNum), 'x-slack-retry-reason': retryReason }),
      ...options.headers,
    };
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(this.#timeoutMs() + 1000);
      const sent = request(url, { method: 'POST', headers, agent: false, signal }, async (response) => {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of response) chunks.push(chunk as Buffer);
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        } catch {
          resolve(undefined);
        }
      });
      sent.on('error', () => resolve(undefined));
      sent.end(text);
    });
  }

  #urlFor(kind: PayloadKind): string {
    const urls = this.#urls;
    if (urls === undefined) throw new Error('say where requests go first: deliverTo(url)');
    if (typeof urls === 'string') return urls;
    return kind === 'events_api' ? urls.events : kind === 'slash_commands' ? urls.commands : urls.interactive;
  }
}

/** A payload as the body of a request. */
export function encode(kind: PayloadKind, body: Json): [text: string, contentType: string] {
  if (kind === 'events_api') return [JSON.stringify(body), 'application/json'];
  const fields = kind === 'interactive' ? { payload: JSON.stringify(body) } : (body as Record<string, string>);
  return [new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded'];
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
