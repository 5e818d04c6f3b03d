import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import { type RecordImmigrationInput, recordImmigration } from './acts/recordImmigration';
import { immigrationRecords } from './protectedTypes';
import { rows } from './rows';
import type { Subject } from './Subject.entity';

export const subjectResolvers: Resolvers = {
  Query: {
    subject: (_source: unknown, { id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.subject, id),
  },
  Mutation: {
    recordImmigration: async (
      _source: unknown,
      { input }: { input: RecordImmigrationInput },
      context: SubgraphContext,
    ) => ({ subject: await context.rows.one(rows.subject, await recordImmigration(input, context)) }),
  },
  Subject: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.subject, id),
    name: ({ givenName, surName }: Subject) => ({ givenName, surName }),
    currentBooking: ({ currentBookingId }: Subject, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.booking, currentBookingId),
    immigration: async ({ id }: Subject, _args: unknown, context: SubgraphContext) =>
      (await context.version(immigrationRecords, id)) ?? {},
  },
  ImmigrationRecord: {
    citizenshipCountries: cut('citizenshipCountries'),
    removabilityBasis: cut('removabilityBasis'),
    inaSections: cut('inaSections'),
    biometricRefs: cut('biometricRefs'),
  },
};

function cut(field: string) {
  return (record: Readonly<Record<string, readonly string[] | null | undefined>>, { first }: { first: number }) => {
    const size = pageSize(first);
    return record[field]?.slice(0, size) ?? null;
  };
}
