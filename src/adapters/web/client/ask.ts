/** Asking: the form's answer streams into the page, can be stopped, and goes on from the one before. */

interface Snapshot {
  readonly language: string;
  readonly blocks: readonly string[];
  readonly buttons: string;
}

/** Wires the question form; does nothing on a page without one. */
export function wireAsking(): void {
  const form = document.querySelector<HTMLFormElement>('#ask form');
  if (form) new Asking(form).listen();
}

class Asking {
  readonly #form: HTMLFormElement;
  readonly #answers: HTMLElement;
  readonly #box: HTMLTextAreaElement;
  readonly #stop: HTMLButtonElement;
  readonly #status: HTMLElement;
  #asking: AbortController | undefined;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#answers = part(form, '.answers');
    this.#box = part(form, 'textarea');
    this.#stop = part(form, '.stop');
    this.#status = part(form, '.status');
  }

  listen(): void {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      const button = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined;
      const line = button?.name === 'line' ? button.value : '';
      const asks = button?.dataset.asks;
      if (asks !== undefined && line !== '') this.#askFor(line, asks);
      else void this.#ask(line, line === '' ? this.#box.value.trim() : '', button?.textContent ?? '');
    });
    this.#box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#form.requestSubmit(part(this.#form, '.send'));
    });
    this.#stop.addEventListener('click', () => this.#asking?.abort());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#asking?.abort();
    });
  }

  /** Words are wanted first: they go into the box behind the line. */
  #askFor(line: string, label: string): void {
    this.#box.value = `${line} `;
    this.#box.placeholder = label;
    this.#box.focus();
  }

  async #ask(line: string, text: string, label: string): Promise<void> {
    if (line === '' && text === '') {
      this.#box.focus();
      return;
    }
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const exchange = this.#begin(line === '' ? text : label);
    const { reading = '', stopped = '', broken = '' } = this.#form.dataset;
    this.#say(reading);
    this.#stop.hidden = false;
    if (line === '') this.#box.value = '';
    try {
      await this.#read(exchange, line, text, asking.signal);
      this.#say('');
    } catch {
      // Stopped by the reader, or the connection is gone: what stands already stays.
      this.#say(asking.signal.aborted ? stopped : broken);
      if (!asking.signal.aborted && line === '') this.#box.value = text;
    } finally {
      if (this.#asking === asking) {
        this.#asking = undefined;
        this.#stop.hidden = true;
      }
      exchange.removeAttribute('aria-busy');
    }
  }

  async #read(exchange: HTMLElement, line: string, text: string, signal: AbortSignal): Promise<void> {
    const body = new FormData();
    const essay = new FormData(this.#form).get('essay');
    if (essay !== null) body.set('essay', essay);
    body.set(line === '' ? 'text' : 'line', line === '' ? text : line);
    const response = await fetch(this.#form.action, {
      method: 'POST',
      body,
      signal,
      headers: { accept: 'application/x-ndjson' },
    });
    if (!response.ok || !response.body) {
      const told: unknown = await response.json().catch(() => undefined);
      const error = typeof told === 'object' && told !== null && 'error' in told ? String(told.error) : undefined;
      if (error === undefined) throw new Error('no answer');
      this.#fill(exchange, { language: '', blocks: [paragraphOf(error)], buttons: '' });
      return;
    }
    let isWhole = false;
    for await (const snapshot of snapshotsOf(response.body)) {
      this.#fill(exchange, snapshot);
      isWhole = true;
    }
    if (!isWhole) throw new Error('no answer');
  }

  #begin(question: string): HTMLElement {
    this.#answers.querySelector('.hello')?.remove();
    const exchange = document.createElement('article');
    exchange.className = 'exchange';
    exchange.setAttribute('aria-busy', 'true');
    const asked = document.createElement('p');
    asked.className = 'asked';
    const label = document.createElement('span');
    label.textContent = this.#form.dataset.asked ?? '';
    asked.append(label, ' ', question);
    const reply = document.createElement('div');
    reply.className = 'reply';
    exchange.append(asked, reply);
    this.#answers.append(exchange);
    asked.scrollIntoView({ block: 'nearest' });
    return exchange;
  }

  /** Blocks that stand stay as they are, so that nothing is read out twice. */
  #fill(exchange: HTMLElement, { language, blocks, buttons }: Snapshot): void {
    const reply = part(exchange, '.reply');
    if (language !== '') exchange.lang = language;
    const isAtEnd = this.#answers.scrollHeight - this.#answers.scrollTop - this.#answers.clientHeight < 60;
    for (const [index, html] of blocks.entries()) {
      const block = elementOf(html);
      const known = reply.children[index];
      if (!block) continue;
      if (!known) reply.append(block);
      else if (known.outerHTML !== block.outerHTML) known.replaceWith(block);
    }
    while (reply.children.length > blocks.length) reply.lastElementChild?.remove();
    exchange.querySelector(':scope > .buttons')?.remove();
    const row = elementOf(buttons);
    if (row) exchange.append(row);
    if (!isAtEnd) return;
    // As far down as the question stays in view: a long reply is read from its beginning.
    const top = exchange.getBoundingClientRect().top - this.#answers.getBoundingClientRect().top;
    this.#answers.scrollTop = Math.min(this.#answers.scrollHeight, this.#answers.scrollTop + top);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

async function* snapshotsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Snapshot> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = `${rest}${decoder.decode(value, { stream: !done })}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Snapshot;
    if (done) return;
  }
}

/** The server has escaped whatever is not its own. */
function elementOf(html: string): Element | undefined {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild ?? undefined;
}

function paragraphOf(text: string): string {
  const paragraph = document.createElement('p');
  paragraph.className = 'refusal';
  paragraph.textContent = text;
  return paragraph.outerHTML;
}

function part<Found extends HTMLElement>(within: HTMLElement, selector: string): Found {
  const found = within.querySelector<Found>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
