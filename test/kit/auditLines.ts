/** What tests look at in a line of the audit. */
export interface AuditLine {
  readonly kind: string;
  readonly requestId?: string;
  readonly fields?: readonly string[];
  readonly [member: string]: unknown;
}

/** The whole lines of an audit file's text. */
export function auditLines(text: string): readonly AuditLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AuditLine);
}
