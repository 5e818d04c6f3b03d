import { z } from 'zod';
import { type ActInput, earlierResult, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { writeVersion } from '../../kit/protectedVersions';
import type { ImmigrationRecord } from '../ImmigrationRecord.entity';
import { immigrationRecords } from '../protectedTypes';
import { rows } from '../rows';
import { clearedOf } from './claimSteps';

/** What a record says, without which version of whose record it is. */
export type ImmigrationFacts = Omit<ImmigrationRecord, 'entityId' | 'rev' | 'actId' | 'writtenAt'>;
export type RecordImmigrationInput = ActInput & Partial<ImmigrationFacts> & { readonly subject: string };

const text = (length: number) => z.string().min(1).max(length).nullish();
const country = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .nullish();
const list = (one: z.ZodType) => z.array(one).max(50).nullish();
const limits = z.object({
  alienNumber: z
    .string()
    .regex(/^A\d{9}$/)
    .nullish(),
  subjectId: text(20),
  eventNumber: text(20),
  finNumber: text(20),
  citizenshipCountries: list(z.string().regex(/^[A-Z]{3}$/)),
  nationality: country,
  birthCountry: country,
  placeOfEntry: text(80),
  mannerOfEntry: text(40),
  classOfAdmission: text(10),
  immigrationStatus: text(40),
  removabilityBasis: list(z.string()),
  inaSections: list(z.string().min(1).max(40)),
  finalOrderIssuer: text(40),
  custodyDetermination: text(40),
  iceNarrative: text(10_000),
  statements: text(10_000),
  biometricRefs: list(z.string().min(1).max(80)),
});

/** A record in which nothing is recorded. */
export const NO_FACTS: ImmigrationFacts = {
  alienNumber: null,
  subjectId: null,
  eventNumber: null,
  finNumber: null,
  citizenshipCountries: null,
  usCitizenIndicator: null,
  nationality: null,
  birthCountry: null,
  placeOfEntry: null,
  entryOn: null,
  mannerOfEntry: null,
  classOfAdmission: null,
  immigrationStatus: null,
  priorDeportation: null,
  removabilityBasis: null,
  inaSections: null,
  finalOrderIssuer: null,
  finalOrderOn: null,
  custodyDetermination: null,
  consularNotifiedOn: null,
  specialProtection: null,
  iceNarrative: null,
  statements: null,
  biometricRefs: null,
};

/** ICE states what it holds on a person: the next version, with every fact that was left out as it was. */
export async function recordImmigration(input: RecordImmigrationInput, context: SubgraphContext): Promise<string> {
  const subject = await context.rows.one(rows.subject, input.subject);
  if (subject === null) throw new DomainError('NOT_FOUND');
  if (!limits.safeParse(input).success) throw new DomainError('INPUT_INVALID');
  const request = { mutation: 'recordImmigration', input };
  const earlier = await earlierResult(request, context);
  if (earlier !== null) return earlier;
  const { subject: _subject, idempotencyKey: _key, ...given } = input;
  const stated = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined));
  const point = await writeVersion(immigrationRecords, clearedOf(context).stores, {
    entityId: subject.id,
    actId: context.newId(),
    writtenAt: context.now(),
    factsFrom: (present) => ({ ...factsOf(present), ...stated }),
  });
  return perform(request, context, async ({ manager }) => {
    await point(manager);
    return subject.id;
  });
}

function factsOf(present: ImmigrationRecord | null): ImmigrationFacts {
  if (present === null) return NO_FACTS;
  const { entityId: _entityId, rev: _rev, actId: _actId, writtenAt: _writtenAt, ...facts } = present;
  return facts;
}
