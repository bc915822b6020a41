/** Payloads on their way to the app: by socket or by signed HTTP, with the three seconds it has to acknowledge. */
import type { Requests } from './requests.js';
import type { Json } from './shapes.js';
import type { Sockets } from './socket.js';

export type PayloadKind = 'events_api' | 'slash_commands' | 'interactive';

/** How a payload was taken; `lost` where nobody was there to take it. */
export type Ack = { readonly ackMs: number; readonly ackPayload: unknown } | 'unacknowledged' | 'lost';

export interface Retry {
  readonly retryNum?: number;
  readonly retryReason?: string;
}

export interface Delivery extends Retry {
  readonly kind: PayloadKind;
  readonly body: Json;
  readonly at: number;
  readonly acked: Promise<Ack>;
  /** Set when `acked` resolves. */
  ack: Ack | undefined;
}

/** What was said back: the payload of an acknowledgement, or that there will be none. */
export type Answer = { readonly payload: unknown } | 'lost' | 'unacknowledged';

export class Deliveries {
  readonly all: Delivery[] = [];
  /** Still waiting for their acknowledgement. */
  inFlight = 0;
  ackMs = 3000;
  /** How long after a failure an event comes again; empty for never. */
  redeliverAfterMs: readonly number[] = [];
  readonly #again = new Set<NodeJS.Timeout>();
  readonly #sockets: Sockets;
  readonly #requests: Requests;
  readonly #onChange: () => void;

  constructor(sockets: Sockets, requests: Requests, onChange: () => void) {
    this.#sockets = sockets;
    this.#requests = requests;
    this.#onChange = onChange;
  }

  deliver(kind: PayloadKind, body: Json, retry: Retry = {}): Delivery {
    const at = Date.now();
    const sent = this.#requests.isOn ? this.#requests.send(kind, body, retry) : this.#sockets.send(kind, body, retry);
    this.inFlight++;
    let late: NodeJS.Timeout | undefined;
    const timeout = new Promise<Answer>((resolve) => {
      late = setTimeout(() => resolve('unacknowledged'), this.ackMs);
    });
    const acked = Promise.race([sent, timeout]).then((answer): Ack => {
      clearTimeout(late);
      this.inFlight--;
      const ack = typeof answer === 'string' ? answer : { ackMs: Date.now() - at, ackPayload: answer.payload };
      delivery.ack = ack;
      if (typeof ack === 'string' && kind === 'events_api') this.#redeliver(body, retry.retryNum ?? 0, ack);
      this.#onChange();
      return ack;
    });
    const delivery: Delivery = { kind, body, at, acked, ack: undefined, ...retry };
    this.all.push(delivery);
    this.#onChange();
    return delivery;
  }

  /** The same event with the same id, as often as was asked for. */
  #redeliver(body: Json, tries: number, ack: 'unacknowledged' | 'lost'): void {
    const waitMs = this.redeliverAfterMs[tries];
    if (waitMs === undefined) return;
    const timer = setTimeout(() => {
      this.#again.delete(timer);
      const retryReason = ack === 'lost' ? 'connection_failed' : 'http_timeout';
      this.deliver('events_api', body, { retryNum: tries + 1, retryReason });
    }, waitMs);
    this.#again.add(timer);
  }

  /** Nothing comes again. */
  stop(): void {
    this.redeliverAfterMs = [];
    for (const timer of this.#again) clearTimeout(timer);
    this.#again.clear();
  }
}
