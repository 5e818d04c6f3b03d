import { In } from 'typeorm';
import { z } from 'zod';
import type { ServiceOperation } from '../kit/definition';
import { Officer } from './Officer.entity';

const MAX_OFFICERS = 500;
const input = z.strictObject({ officers: z.array(z.string()).min(1).max(MAX_OFFICERS) });

const STANDING: readonly string[] = ['AUTHORIZED', 'CERTIFIED', 'IN_TRAINING', 'VETTING', 'NOMINATED'];

/**
 * Whether each officer may still be asserted as one: `{ standing: { id: boolean } }`. False for one who is suspended,
 * withdrawn, disqualified, rejected, departed or unknown.
 */
export const officerStanding: ServiceOperation = async (body, { operational }) => {
  const { officers } = input.parse(body);
  const found = await operational.reads.getRepository(Officer).find({
    select: { id: true, status: true },
    where: { id: In(officers) },
  });
  const standing = new Set(found.filter(({ status }) => STANDING.includes(status)).map(({ id }) => id));
  return { standing: Object.fromEntries(officers.map((id) => [id, standing.has(id)])) };
};
