import type { DataSource } from 'typeorm';
import { type ActingConditions, actingConditionsInput } from '../../../schema/services';
import type { ServiceOperation } from '../../kit/definition';
import { ActingRevision } from '../ActingRevision.entity';
import { agreementFacts } from './agreementFacts';
import { facilityFacts } from './facilityFacts';
import { policyFacts } from './policyFacts';
import type { Asked } from './stated';

const MAX_READS = 5;

/**
 * What holds at a facility and under agreements as of an instant, with the revision it was read at: read again when that
 * moved meanwhile, so that all of it was true at once. Throws when it moves five times.
 */
export const actingConditions: ServiceOperation = async (body, { operational: { reads } }) => {
  const { facility, agreements, at } = actingConditionsInput.parse(body);
  const asked = { facility, agreements, at: new Date(at) };
  for (let read = 1; read <= MAX_READS; read += 1) {
    const revision = await readRevision(reads);
    const statement = await readStatement(reads, asked);
    if ((await readRevision(reads)) === revision) return { ...statement, revision };
  }
  throw new Error('What is stated went on changing.');
};

async function readRevision(reads: DataSource): Promise<number> {
  const { revision } = await reads.getRepository(ActingRevision).findOneByOrFail({ id: 1 });
  return revision;
}

async function readStatement(reads: DataSource, asked: Asked): Promise<Omit<ActingConditions, 'revision'>> {
  const facility = await facilityFacts(reads, asked);
  const agreements = await agreementFacts(reads, asked);
  const policies = await policyFacts(reads, facility.facts, asked.at);
  const changes = [facility, agreements, policies]
    .flatMap((one) => one.changes)
    .map((instant) => instant.getTime())
    .filter((instant) => instant > asked.at.getTime());
  return {
    facility: facility.facts,
    agreements: agreements.facts,
    policies: policies.facts,
    nextChangeAt: changes.length === 0 ? null : new Date(Math.min(...changes)).toISOString(),
  };
}
