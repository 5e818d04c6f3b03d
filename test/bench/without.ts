import 'reflect-metadata';
import * as auditTrail from '../../gateway/audit/auditTrail';
import * as assertionSigner from '../../gateway/auth/assertionSigner';
import type { BOUNDS, CallerAssertion } from '../../schema/caller';
import { CATEGORIES } from '../../schema/categories';
import * as callerAssertion from '../../subgraphs/kit/callerAssertion';
import * as guard from '../../subgraphs/kit/guard';

/*
 * For `node --require` before a program of the bench, and for nothing else: takes out, by WITHOUT, one part whose cost
 * is to be measured. No setting of the product does this.
 *
 *   audit      the gateway writes no line
 *   guard      the subgraphs answer every field to everyone
 *   assertion  the gateway signs nothing; the subgraphs take every request with a header for the auditor of everything
 *   callers    as before, for requests without a header too
 */
const EVERYBODY: CallerAssertion = {
  iss: 'gateway',
  aud: 'bench',
  sub: 'bench',
  issuer: null,
  client: null,
  exp: 4_102_444_800,
  capacity: 'inspector',
  policy: 'bench',
  categories: [...CATEGORIES],
  rows: Object.fromEntries(CATEGORIES.map((category) => [category, ['all' satisfies (typeof BOUNDS)[number]]])),
  acts: [],
  agency: null,
  facilities: [],
  fieldOffice: null,
  state: null,
  officer: null,
};

const parts = new Set((process.env['WITHOUT'] ?? '').split(','));

if (parts.has('audit')) {
  const nothing = async (): Promise<void> => undefined;
  replace(auditTrail, {
    openAuditTrail: async () => ({
      begun: () => () => undefined,
      answered: nothing,
      refused: nothing,
      isWritable: true,
      close: nothing,
    }),
  });
}
if (parts.has('guard')) replace(guard, { guardSchema: (schema: unknown) => schema });
if (parts.has('assertion') || parts.has('callers')) {
  replace(assertionSigner, { assertionSigner: () => () => 'nobody' });
  const isAsserted = (text: string | undefined): boolean => text !== undefined || parts.has('callers');
  replace(callerAssertion, {
    assertionVerifier: () => ({ verify: (text: string | undefined) => (isAsserted(text) ? EVERYBODY : null) }),
  });
}

/** Compiled modules read each other's exports when they call them. */
function replace(module: object, exports: object): void {
  Object.assign(module, exports);
}
