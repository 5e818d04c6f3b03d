import type { ErrorCode } from '../errors';
import type { Size } from './measure';

/** Tokens of a document; counted while it is read, before anything else is done with it. */
export const MAX_TOKENS = 1000;

interface Limit {
  readonly of: keyof Size;
  readonly max: number;
  readonly code: ErrorCode;
}

/**
 * How much one operation may ask. Introspection by the usual tools, and every list at its largest, stay below. Time to
 * plan grows with the fields: `npm run limits` shows what another request waits for meanwhile.
 */
export const LIMITS: readonly Limit[] = [
  { of: 'depth', max: 16, code: 'DEPTH_EXCEEDED' },
  { of: 'aliases', max: 40, code: 'ALIASES_EXCEEDED' },
  { of: 'rootFields', max: 20, code: 'ROOT_FIELDS_EXCEEDED' },
  { of: 'directives', max: 20, code: 'DIRECTIVES_EXCEEDED' },
  { of: 'fields', max: 250, code: 'FIELDS_EXCEEDED' },
  { of: 'cost', max: 30_000, code: 'COST_EXCEEDED' },
];
