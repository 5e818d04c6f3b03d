import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { causeFields, type LogFields, logEvent } from './log';

export interface FollowedFile {
  /** Whether the file holds what is served. */
  readonly state: 'ok' | 'refused';
  close(): void;
}

export interface FollowOptions {
  readonly path: string;
  /** The text that is served. */
  readonly served: string;
  readonly everyMs: number;
  /** Why another text may not be served; null when it may. Quick, for it is asked again until it is answered with null. */
  readonly unfit: (text: string) => string | null;
  /** Serves another text. Throws, and changes nothing, when it cannot. */
  readonly take: (text: string) => Promise<void>;
}

/**
 * Looks at a file again and again and takes a text that is new, when two looks saw the same: one that is being written
 * is left alone. What cannot be taken changes nothing, and is said once in the log.
 */
export function followFile(options: FollowOptions): FollowedFile {
  const stopped = new AbortController();
  const follower = new Follower(options);
  void follower.run(stopped.signal);
  return {
    get state() {
      return follower.state;
    },
    close: () => stopped.abort(),
  };
}

class Follower {
  state: FollowedFile['state'] = 'ok';
  #served: string;
  /** Null: cannot be read. */
  #seen: string | null;
  #failed: string | null = null;
  #said = '';

  constructor(private readonly options: FollowOptions) {
    this.#served = options.served;
    this.#seen = options.served;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(this.options.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.#look();
    }
  }

  async #look(): Promise<void> {
    const text = await readFile(this.options.path, 'utf8').catch(() => null);
    const isSettled = text === this.#seen;
    this.#seen = text;
    if (!isSettled) return;
    if (text === this.#served) {
      this.state = 'ok';
      return;
    }
    const reason = text === null ? 'unreadable' : this.options.unfit(text);
    if (text === null || reason !== null) this.#refuse({ reason: reason ?? 'unreadable' });
    else if (text !== this.#failed) await this.#take(text);
  }

  async #take(text: string): Promise<void> {
    try {
      await this.options.take(text);
      this.#served = text;
      this.state = 'ok';
      this.#said = '';
      logEvent('supergraph.replaced');
    } catch (cause) {
      this.#failed = text;
      this.#refuse({ reason: 'views', ...causeFields(cause) });
    }
  }

  #refuse(fields: LogFields): void {
    this.state = 'refused';
    const said = JSON.stringify(fields);
    if (said !== this.#said) logEvent('supergraph.refused', fields, 'error');
    this.#said = said;
  }
}
