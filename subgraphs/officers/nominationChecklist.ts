import type { SubgraphContext } from '../kit/context';
import { pageSize } from '../kit/page';
import type { Officer } from './Officer.entity';
import { authorityOf } from './officerPapers';
import { rows } from './rows';

export interface ChecklistStep {
  readonly code: string;
  readonly isDone: boolean;
}

const VETTED = ['IN_TRAINING', 'DISQUALIFIED', 'CERTIFIED', 'AUTHORIZED', 'SUSPENDED'];
const CERTIFIED = ['CERTIFIED', 'AUTHORIZED', 'SUSPENDED'];
const LIVE = ['PENDING', 'ACTIVE', 'SUSPENDED'];

/** The steps of an officer's nomination under way, in order, answered as part of him. */
export async function nominationChecklist(officer: Officer, context: SubgraphContext) {
  const nomination = await context.rows.one(rows.nomination, officer.nominationId);
  const { status, authorizations, credential } = await authorityOf(officer, context.now(), context);
  const letters = authorizations.filter((one) => LIVE.includes(one.status)).map((one) => one.authorization);
  const steps: readonly ChecklistStep[] = [
    { code: 'NOMINATED', isDone: nomination !== null },
    { code: 'VETTED', isDone: VETTED.includes(status) },
    { code: 'ENROLLED', isDone: nomination !== null && nomination.offeringId !== null },
    { code: 'CERTIFIED', isDone: CERTIFIED.includes(status) },
    { code: 'LETTER_SIGNED', isDone: letters.length > 0 },
    { code: 'FORM_70006_EXECUTED', isDone: letters.some(({ form70006ExecutedOn }) => form70006ExecutedOn !== null) },
    { code: 'CREDENTIAL_ISSUED', isDone: credential?.status === 'ISSUED' },
    { code: 'AUTHORIZED', isDone: status === 'AUTHORIZED' },
  ];
  return ({ first }: { first: number }) => steps.slice(0, pageSize(first));
}
