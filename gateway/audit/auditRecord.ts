import { hash } from 'node:crypto';
import type { AnsweredPersons } from '../answeredPersons';
import type { Answer, RefusedRequest, Session } from '../context';
import { ERRORS } from '../errors';
import type { Selection } from './selection';

/** Members of the line of one answer: who, by which view, what kind of operation, which fields of which rows; no value, no text. */
export function answerMembers(
  { session, requestId, document, status, persons, outcome }: Answer,
  { at, selection }: { readonly at: Date; readonly selection: Selection | null },
): string {
  return [
    opening('operation', { at, requestId }),
    whoMembers(session),
    membersOf({
      document: document === null ? null : hash('sha256', document, 'hex'),
      operation: selection?.operation ?? null,
      fields: answeredFields(persons, selection),
      persons: answeredRows(persons, selection),
      outcome: { status, codes: outcome.codes },
    }),
  ].join(',');
}

/** Members of the line of a request that was refused before an operation started. */
export function refusalMembers({ session, requestId, code }: RefusedRequest, at: Date): string {
  const outcome = { status: ERRORS[code].status, codes: [code] };
  return [opening('refusal', { at, requestId }), whoMembers(session), membersOf({ outcome })].join(',');
}

/** Acts are recorded when they are tried. Of the rest what the operation selects and a subgraph says it answered. */
function answeredFields({ fields, isWhole }: AnsweredPersons, selection: Selection | null): readonly string[] {
  const isAnswered = (field: string): boolean => !isWhole || fields.has(field) || field.startsWith('Mutation.');
  return [...(selection?.fields ?? [])].filter(isAnswered);
}

/** Rows that the plan alone needed, of types that the operation does not select, are left out. */
function answeredRows({ rows }: AnsweredPersons, selection: Selection | null): Readonly<Record<string, unknown>> {
  const selected = [...rows].filter(([type, ids]) => ids.size > 0 && selection?.types.has(type));
  return Object.fromEntries(selected.map(([type, ids]) => [type, [...ids]]));
}

function opening(kind: string, { at, requestId }: { readonly at: Date; readonly requestId: string }): string {
  return `"at":"${at.toISOString()}","kind":"${kind}","requestId":"${requestId}"`;
}

const whoBySession = new WeakMap<Session, string>();

function whoMembers(session: Session | null): string {
  if (session === null) return '"who":null,"view":null';
  const known = whoBySession.get(session);
  if (known !== undefined) return known;
  const { issuer, sub, client, agency, officer, capacity } = session.caller;
  const who = membersOf({ who: { issuer, sub, client, agency, officer, capacity }, view: session.clearance.name });
  whoBySession.set(session, who);
  return who;
}

function membersOf(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields).slice(1, -1);
}
