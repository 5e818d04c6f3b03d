import { In } from 'typeorm';
import { z } from 'zod';
import type { ServiceOperation } from '../kit/definition';
import { Officer } from './Officer.entity';
import { officerStatusAt } from './rules/statusAt';

const MAX_OFFICERS = 500;
const claimed = z.strictObject({ officer: z.string(), agency: z.string() });
const input = z.strictObject({ officers: z.array(claimed).min(1).max(MAX_OFFICERS) });

const STANDING: readonly string[] = ['AUTHORIZED', 'CERTIFIED', 'IN_TRAINING', 'VETTING', 'NOMINATED'];

/**
 * Whether each officer may still be asserted as one of the agency named with him: `{ standing: [boolean] }`, in the order
 * asked. False for one who is another agency's, suspended, withdrawn, disqualified, rejected, departed or unknown.
 */
export const officerStanding: ServiceOperation = async (body, { operational }, now) => {
  const { officers } = input.parse(body);
  const found = await operational.reads.getRepository(Officer).find({
    select: { id: true, agencyId: true, status: true, statusSinceAt: true, dueStatus: true, dueAt: true },
    where: { id: In(officers.map(({ officer }) => officer)) },
  });
  const agencyOf = new Map(
    found.filter((one) => STANDING.includes(officerStatusAt(one, now))).map((one) => [one.id, one.agencyId]),
  );
  return { standing: officers.map(({ officer, agency }) => agencyOf.get(officer) === agency) };
};
