export type LogFields = Readonly<Record<string, string | number | boolean>>;
type Level = 'info' | 'warn' | 'error';

/** Writes one line of JSON for one event. Never a token, a document, a variable or a value of an answer. */
export function logEvent(event: string, fields: LogFields = {}, level: Level = 'info'): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
}

/** What may be said of something thrown: its kind and the place in the code, for its text may quote values. */
export function causeFields(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  const { name, message, stack = '' } = thrown;
  // The text stands in front of the frames and could be taken for one.
  const frames = stack.slice(stack.indexOf(message) + message.length);
  const place = stack.includes(message) ? /\n\s+at (.+)/.exec(frames)?.[1] : undefined;
  return { kind: name, ...(place === undefined ? {} : { place }) };
}
