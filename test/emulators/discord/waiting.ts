/** Waiting for something to be so, or for nothing to happen any more. */
export class Waiting {
  readonly #count: () => number;
  readonly #isIdle: () => boolean;
  #listeners = new Set<() => void>();

  /** `count` grows with everything that happens. */
  constructor(count: () => number, isIdle: () => boolean) {
    this.#count = count;
    this.#isIdle = isIdle;
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  for<T>(predicate: () => T | undefined | false, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        let value: T | undefined | false;
        try {
          value = predicate();
        } catch (error) {
          end(() => reject(error));
          return;
        }
        if (value !== undefined && value !== false) end(() => resolve(value as T));
      };
      const end = (settle: () => void): void => {
        clearInterval(ticking);
        clearTimeout(late);
        this.#listeners.delete(look);
        settle();
      };
      // Clients change things the emulator does not see; hence the ticking.
      const ticking = setInterval(look, 20);
      const why = new Error(`not so after ${timeoutMs} ms: ${predicate}`);
      const late = setTimeout(() => end(() => reject(why)), timeoutMs);
      this.#listeners.add(look);
      look();
    });
  }

  async quiet(idleMs: number): Promise<void> {
    let before = -1;
    while (before !== this.#count() || !this.#isIdle()) {
      before = this.#count();
      await new Promise((resolve) => setTimeout(resolve, idleMs));
    }
  }
}
