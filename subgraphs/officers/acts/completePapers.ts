import { IsNull } from 'typeorm';
import type { Act } from '../../kit/acts';
import { keepEvent } from '../../kit/transitions';
import { Authorization } from '../Authorization.entity';
import { ComplaintNotice } from '../ComplaintNotice.entity';
import { Credential } from '../Credential.entity';
import { Officer } from '../Officer.entity';
import { credentialStatusAt } from '../rules/statusAt';
import { clausesFor } from './clausesFor';

/**
 * A certified officer is authorized with the last of three papers: the letter, which names who supervises him, Form
 * 70-006, and a credential. No other place makes an officer AUTHORIZED for the first time. Source: MOA IV.D and IV.F.
 */
export async function completePapers(act: Act, id: string): Promise<void> {
  const { manager, at } = act;
  const officer = await manager.findOneByOrFail(Officer, { id });
  if (officer.status !== 'CERTIFIED' || (await isOffDuty(act, officer))) return;
  const letters = await manager.findBy(Authorization, { officerId: id, status: 'PENDING' });
  const ready = letters.filter((one) => isReady(one, at));
  const credentials = await manager.findBy(Credential, { officerId: id, status: 'ISSUED' });
  if (ready.length === 0 || !credentials.some((one) => credentialStatusAt(one, officer, at) === 'ISSUED')) return;
  for (const one of ready) await manager.update(Authorization, { id: one.id }, { status: 'ACTIVE', validFromAt: at });
  await manager.update(Officer, { id }, { status: 'AUTHORIZED', statusSinceAt: at });
  const change = { entity: Officer.name, entityId: id, fromStatus: 'CERTIFIED', toStatus: 'AUTHORIZED', reason: null };
  await keepEvent(act, change);
}

/** An officer whose agreement says so stays off duty until every complaint about him is adjudicated. Source: TFM, complaint procedure. */
export async function isOffDuty({ manager }: Act, officer: Officer): Promise<boolean> {
  const isOpen = await manager.existsBy(ComplaintNotice, { officerId: officer.id, adjudicatedAt: IsNull() });
  return isOpen && (await clausesFor(manager, officer)).adjudicationDays !== null;
}

function isReady({ form70006ExecutedOn, supervisingPosition, validUntilAt }: Authorization, at: Date): boolean {
  const isLapsed = validUntilAt !== null && validUntilAt <= at;
  return form70006ExecutedOn !== null && supervisingPosition !== null && !isLapsed;
}
