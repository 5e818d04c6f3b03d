type Level = 'info' | 'error';
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Writes one line of JSON for one event. Never a token, a variable, a value or SQL. */
export function logEvent(event: string, fields: LogFields = {}, level: Level = 'info'): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
}

/** What may be said of something thrown: its kind, for its text may quote values. */
export function causeKind(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

/** The field that joins a line to the gateway's lines of the same request. */
export function requestIdField(requestId: string | null): LogFields {
  return requestId === null ? {} : { requestId };
}
