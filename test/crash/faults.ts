import type { ActRow } from '../../subgraphs/kit/Act.entity';
import type { Outcome } from '../kit/assertedRequest';
import { GIVEN_BASES, numberOf } from './acts';
import type { Entry } from './clients';

import type { Written } from './written';

/** Refusals after which the act may be there: what was written is told again, and the authority to act is asked anew. */
const SAYS_NOTHING = new Set(['AUTHORITY_UNKNOWN', 'AUTHORITY_LAPSED']);

/** What is not whole among all that was written, a sentence each. Nothing may be written meanwhile. */
export function faultsOf(written: Written, entries: readonly Entry[]): readonly string[] {
  return [
    ...toldFaults(written, entries),
    ...actFaults(written),
    ...rowFaults(written),
    ...serviceFaults(written),
    ...protectedFaults(written),
  ];
}

/** An act that was answered is there, and one that was refused is not. */
function toldFaults({ acts }: Written, entries: readonly Entry[]): readonly string[] {
  const known = new Set(acts.map(({ idempotencyKey }) => idempotencyKey));
  return entries.flatMap(({ act: { mutation, keys }, outcome }) => {
    const told = (key: string, at: number): readonly string[] => {
      const isDone = isToldDone(outcome, at);
      if (isDone === null || isDone === known.has(key)) return [];
      return [`${mutation} ${key} was ${isDone ? 'answered and is not there' : 'refused and is there'}`];
    };
    return keys.flatMap(told);
  });
}

/** Null: what was told says nothing of it. */
function isToldDone(outcome: Outcome, at: number): boolean | null {
  if (outcome.kind === 'refused') return SAYS_NOTHING.has(outcome.code) ? null : false;
  if (outcome.kind !== 'answered') return null;
  const { upsertBookings } = outcome.answer as {
    readonly upsertBookings?: { readonly results: readonly { readonly errorCode: string | null }[] };
  };
  return upsertBookings === undefined || upsertBookings.results[at]?.errorCode === null;
}

/** The row that an act answers with is there, and so is the event of what it changed. */
function actFaults(written: Written): readonly string[] {
  const { acts, events, decisions } = written;
  const ids = idsBy(written);
  const allowed = new Set(decisions.filter((one) => one.allowed).map(({ id }) => id));
  const eventsOf = new Map<string, number>();
  for (const { actId } of events) eventsOf.set(actId, (eventsOf.get(actId) ?? 0) + 1);
  return acts.flatMap(({ id, mutation, resultId, idempotencyKey }) => {
    const name = `${mutation} ${idempotencyKey ?? id}`;
    const found = eventsOf.get(id) ?? 0;
    const wanted = eventsWanted(mutation, allowed.has(resultId));
    return [
      ...(ids[mutation]?.has(resultId) === true ? [] : [`${name} answers with a row that is not there`]),
      ...(wanted === null || wanted === found ? [] : [`${name} has ${found} events, not ${wanted}`]),
    ];
  });
}

/** Null: it depends on the state in which the warrant was. */
function eventsWanted(mutation: string, isAllowed: boolean): number | null {
  switch (mutation) {
    case 'reportClaim':
      return null;
    case 'upsertBooking':
    case 'recordImmigration':
      return 0;
    case 'recordService':
      return isAllowed ? 1 : 0;
    default:
      return 1;
  }
}

/** No row stands without the act that made it. */
function rowFaults(written: Written): readonly string[] {
  const { acts, events, claims, stops } = written;
  const ids = idsBy(written);
  const results = new Set(acts.map(({ mutation, resultId }) => `${mutation} ${resultId}`));
  const actIds = new Set(acts.map(({ id }) => id));
  const stopped = new Set(stops.map(({ warrantId }) => warrantId));
  const made = MAKES_ROWS.flatMap((mutation) => [...(ids[mutation] ?? [])].map((id) => `${mutation} ${id}`));
  return [
    ...made.filter((one) => !results.has(one)).map((one) => `the row of ${one} has no act`),
    ...events.filter(({ actId }) => !actIds.has(actId)).map(({ id }) => `event ${id} has no act`),
    ...claims.filter(({ warrantId }) => !stopped.has(warrantId)).map(({ id }) => `claim ${id} stopped nothing`),
  ];
}

const MAKES_ROWS = ['upsertBooking', 'lodgeDetainer', 'issueWarrantReference', 'recordService', 'reportClaim'];

function idsBy({ bookings, detainers, warrants, decisions, claims, subjects }: Written) {
  const ids = (rows: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));
  const [ofWarrants, ofDetainers] = [ids(warrants), ids(detainers)];
  const byMutation: Readonly<Record<string, ReadonlySet<string>>> = {
    upsertBooking: ids(bookings),
    lodgeDetainer: ofDetainers,
    recordDetainerService: ofDetainers,
    issueWarrantReference: ofWarrants,
    designateSubject: ofWarrants,
    recordService: ids(decisions),
    reportClaim: ids(claims),
    recordImmigration: ids(subjects),
  };
  return byMutation;
}

/** A service is there with its decision, its hold and the states that follow from it, or nothing of it is. */
function serviceFaults({ services, holds, decisions, warrants, bookings }: Written): readonly string[] {
  const held = new Map(holds.map((hold) => [hold.serviceId, hold]));
  const served = new Map(services.map((service) => [service.warrantId, service]));
  const byDecision = new Map(services.map((service) => [service.decisionId, service]));
  const inCustody = new Set(bookings.filter((one) => one.custodyStatus === 'ICE_HOLD').map((one) => one.subjectId));
  const heldPersons = new Set(holds.map(({ subjectId }) => subjectId));
  const known = new Set(services.map(({ id }) => id));
  return [
    ...services.filter(({ id }) => !held.has(id)).map(({ id }) => `service ${id} has no hold`),
    ...holds.filter(({ serviceId }) => !known.has(serviceId)).map(({ id }) => `hold ${id} has no service`),
    ...decisions
      .filter(({ id, allowed }) => allowed !== byDecision.has(id))
      .map(({ id, allowed }) => `decision ${id} ${allowed ? 'has no service' : 'denied a service that is there'}`),
    ...warrants
      .filter(({ id, status }) => (status === 'EXECUTED') !== served.has(id))
      .map(({ id, status }) => `warrant ${id} is ${status} ${served.has(id) ? 'and was served' : 'unserved'}`),
    ...[...heldPersons].filter((id) => !inCustody.has(id)).map((id) => `${id} is held, the booking says otherwise`),
    ...[...inCustody].filter((id) => !heldPersons.has(id)).map((id) => `${id} is not held, the booking says so`),
  ];
}

/** Every pointer leads to a version, whole and of an act that is there; no act is without its version. */
function protectedFaults(written: Written): readonly string[] {
  return [...groundFaults(written), ...recordFaults(written)];
}

function groundFaults({ heads, grounds, detainers, warrants }: Written): readonly string[] {
  const versions = new Map(grounds.map((one) => [`${one.entityId} ${one.rev}`, one]));
  const pointers = new Map(
    heads
      .filter(({ entity }) => entity === 'paper_ground')
      .map(({ entityId, rev }) => [entityId, `${entityId} ${rev}`]),
  );
  const papers = [...detainers, ...warrants].map(({ id }) => id);
  const torn = [...pointers].filter(([, version]) => String(versions.get(version)?.bases) !== String(GIVEN_BASES));
  return [
    ...torn.map(([paper]) => `the ground of paper ${paper} is torn`),
    ...papers.filter((id) => !pointers.has(id)).map((id) => `paper ${id} has no ground`),
    ...[...pointers.keys()].filter((id) => !papers.includes(id)).map((id) => `a ground has no paper ${id}`),
  ];
}

function recordFaults({ heads, records, acts }: Written): readonly string[] {
  const done = new Set(acts.filter(isRecording).map(({ idempotencyKey }) => numberOf(idempotencyKey ?? '')));
  const inForce = new Map(
    heads.filter(({ entity }) => entity === 'immigration_record').map(({ entityId, rev }) => [entityId, rev]),
  );
  const byVersion = new Map(records.map((one) => [`${one.entityId} ${one.rev}`, one]));
  const seen = records.filter(({ finNumber }) => done.has(finNumber ?? ''));
  return [
    ...[...inForce].flatMap(([id, rev]) => {
      const version = byVersion.get(`${id} ${rev}`);
      if (version === undefined) return [`the record of ${id} points to a version that is not there`];
      const { finNumber, eventNumber, iceNarrative } = version;
      const isWhole = finNumber === eventNumber && iceNarrative === `TEST ${finNumber}`.repeat(200);
      if (!isWhole) return [`the record of ${id} is torn`];
      return done.has(finNumber ?? '') ? [] : [`the record of ${id} is of an act that is not there`];
    }),
    ...seen
      .filter(({ entityId, rev }) => (inForce.get(entityId) ?? 0) < rev)
      .map(({ entityId, rev }) => `version ${rev} of ${entityId} was written by an act and is in force nowhere`),
  ];
}

function isRecording({ mutation, idempotencyKey }: ActRow): boolean {
  return mutation === 'recordImmigration' && idempotencyKey !== null;
}
