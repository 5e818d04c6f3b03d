import { type FindOperator, Raw } from 'typeorm';

/** Ids of officers who have an authorization under the agreement that is in force at an instant, were they not suspended. */
export function authorizedUnder(agreement: string, at: Date): FindOperator<string> {
  const inForce = [
    'given.agreement_id = :givenUnder',
    "given.status <> 'PENDING'",
    'given.valid_from_at <= :givenAt',
    "(given.ended_at > :givenAt OR (given.ended_at IS NULL AND given.status = 'ACTIVE'))",
    '(given.valid_until_at IS NULL OR given.valid_until_at > :givenAt)',
  ];
  return Raw((id) => `${id} IN (SELECT given.officer_id FROM \`authorization\` given WHERE ${inForce.join(' AND ')})`, {
    givenUnder: agreement,
    givenAt: at,
  });
}
