import { In, Raw } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import { dayAt } from '../kit/days';
import type { Agency } from './Agency.entity';
import { Agreement } from './Agreement.entity';
import { Jurisdiction } from './Jurisdiction.entity';
import { inForceOn } from './Jurisdiction.resolvers';
import { rows } from './rows';
import type { StatePolicy } from './StatePolicy.entity';
import { inForceSql } from './statusSql';
import { zoneOfState } from './timeZones';

const RUN_JAILS = ['SHERIFF', 'COUNTY_DOC'];
const DEMANDING = ['MANDATED_TO_APPLY', 'MANDATED_ANY_MODEL'];

export interface MandateCompliance {
  readonly stateAbbr: string;
  readonly demanding: readonly StatePolicy[];
  readonly deadlineOn: string | null;
}

/** The rules in force that demand agreements of a state's agencies; null without one. */
export async function mandateCompliance(state: string, context: SubgraphContext): Promise<MandateCompliance | null> {
  const demanding = await context.rows.list(rows.statePolicy, state, {
    parent: 'stateAbbr',
    order: { effectiveFrom: 'ASC' },
    where: { ...inForceOn(dayAt(context.now(), zoneOfState(state))), agreementStance: In(DEMANDING) },
    limit: 50,
  });
  if (demanding.length === 0) return null;
  const deadlines = demanding
    .map(({ existingAgreementDeadline }) => existingAgreementDeadline)
    .filter((day) => day !== null);
  return { stateAbbr: state, demanding, deadlineOn: deadlines.sort().at(-1) ?? null };
}

export function countCounties(stateAbbr: string, { operational }: SubgraphContext): Promise<number> {
  return operational.reads.getRepository(Jurisdiction).countBy({ stateAbbr, level: 'COUNTY' });
}

export async function countCovered(stateAbbr: string, { operational, now }: SubgraphContext): Promise<number> {
  const row = await operational.reads
    .getRepository(Agreement)
    .createQueryBuilder('made')
    .innerJoin('agency', 'party', 'party.id = made.agency_id')
    .innerJoin('agency_jurisdiction', 'area', 'area.agency_id = party.id')
    .innerJoin('jurisdiction', 'county', `county.geoid = area.geoid AND county.level = 'COUNTY'`)
    .where('county.state_abbr = :stateAbbr AND party.kind IN (:...kinds)', { stateAbbr, kinds: RUN_JAILS })
    .andWhere(inForceSql('made'), { asOf: now() })
    .select('COUNT(DISTINCT county.geoid)', 'covered')
    .getRawOne<{ readonly covered: number | string }>();
  return Number(row?.covered ?? 0);
}

/** Agencies of a state that run jails and have no agreement in force at an instant. */
export const withoutAgreement = (stateAbbr: string, asOf: Date) => ({
  stateAbbr,
  kind: In(RUN_JAILS),
  id: Raw((column) => `${column} NOT IN (SELECT made.agency_id FROM agreement made WHERE ${inForceSql('made')})`, {
    asOf,
  }) as unknown as Agency['id'],
});
