import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../errors';

/** One request to `/graphql` that was answered. */
export interface MeasuredRequest {
  /** Null where it was refused before that was known. */
  readonly view: string | null;
  readonly code: ErrorCode | 'OK';
  readonly seconds: number;
}

/** Counts what the parts of the gateway tell. Labels are names of views, subgraphs and codes alone, never a client's text. */
export interface Metrics {
  readonly registry: Registry;
  answered(request: MeasuredRequest): void;
  asked(subgraph: string, fetch: { readonly outcome: string; readonly seconds: number }): void;
  flushed(lines: number, seconds: number): void;
  viewBuilt(view: string, seconds: number): void;
  /** Reads a number anew whenever metrics are asked for. */
  watch(gauge: { readonly name: string; readonly help: string }, read: () => number): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that several gateways can run in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[]): Histogram<L> =>
    new Histogram({ name, help, labelNames: [...labelNames], buckets: SECONDS, registers });
  const requests = histogram('gateway_request_seconds', 'From the first byte to the last of a request to /graphql.', [
    'view',
  ]);
  const outcomes = new Counter({
    name: 'gateway_requests_total',
    help: 'Requests to /graphql by the first error code of their answer, in alphabetical order, or OK.',
    labelNames: ['code'] as const,
    registers,
  });
  const subgraphs = histogram('subgraph_request_seconds', 'One fetch from a subgraph.', ['subgraph', 'outcome']);
  const records = new Counter({ name: 'audit_records_total', help: 'Durable lines of the audit.', registers });
  const flushes = histogram('audit_flush_seconds', 'One write of audit lines, until they are durable.', []);
  const builds = histogram('view_build_seconds', 'Building one view.', ['view']);
  return {
    registry,
    answered: ({ view, code, seconds }) => {
      requests.observe({ view: view ?? 'none' }, seconds);
      outcomes.inc({ code });
    },
    asked: (subgraph, { outcome, seconds }) => subgraphs.observe({ subgraph, outcome }, seconds),
    flushed: (lines, seconds) => {
      records.inc(lines);
      flushes.observe(seconds);
    },
    viewBuilt: (view, seconds) => builds.observe({ view }, seconds),
    watch: (gauge, read) => {
      new Gauge({
        ...gauge,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
  };
}
