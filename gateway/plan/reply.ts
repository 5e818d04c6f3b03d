import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Patience } from '../patience';

const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;|$)/i;
/** The subgraph is away, or will be in a moment; its own failures answer otherwise. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
/** Codes of Node and undici for a connection that could not be made, or was lost. */
const LOST = /^(ECONN|EPIPE$|EHOST|ENET|ENOTFOUND$|EAI_|UND_ERR_SOCKET$|UND_ERR_CONNECT_TIMEOUT$)/;

/** Why there is no answer. */
export type FailureKind = 'connection' | 'lateness' | 'absence' | 'answer' | 'departure';

export class FetchFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'FetchFailure';
  }
}

/** Collects one answer, for so long as the fetch may take and its request is waited for. */
export class Reply implements Dispatcher.DispatchHandler {
  readonly text: Promise<string>;
  #resolve: (text: string) => void = () => undefined;
  #reject: (failure: FetchFailure) => void = () => undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #failure: FetchFailure | null = null;
  #hasBegun = false;
  readonly #chunks: Buffer[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #forget: () => void;

  constructor(timeoutMs: number, patience: Patience) {
    this.text = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => this.#stop(new FetchFailure('lateness', 'No answer in time.')), timeoutMs);
    this.#forget = patience.whenOver(() => this.#stop(new FetchFailure('departure', 'Nobody waits any more.')));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure !== null) controller.abort(this.#failure);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#hasBegun = true;
    if (AWAY.has(status)) this.#failure = new FetchFailure('absence', `The subgraph answered with ${status}.`);
    else if (status !== 200) this.#failure = new FetchFailure('answer', `The subgraph answered with ${status}.`);
    else if (!isJson(headers)) this.#failure = new FetchFailure('answer', 'The subgraph answered something else.');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#failure === null) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#settle();
    if (this.#failure !== null) this.#reject(this.#failure);
    else this.#resolve(textOf(this.#chunks));
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.#settle();
    this.#reject(this.#failure ?? failureOf(cause, this.#hasBegun));
  }

  #stop(failure: FetchFailure): void {
    this.#failure = failure;
    this.#settle();
    this.#reject(failure);
    this.#controller?.abort(failure);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#forget();
  }
}

function isJson({ 'content-type': type, 'content-encoding': encoding }: IncomingHttpHeaders): boolean {
  return type !== undefined && JSON_TYPE.test(type) && encoding === undefined;
}

function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only.toString('utf8') : Buffer.concat(chunks).toString('utf8');
}

function failureOf(cause: Error, hasBegun: boolean): FetchFailure {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (!hasBegun && LOST.test(code)) return new FetchFailure('connection', 'The connection was lost.', { cause });
  return new FetchFailure('answer', 'The answer broke off.', { cause });
}
