import { Not } from 'typeorm';
import { type Act, type ActInput, perform } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { takeStep } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { countChange } from '../ActingRevision.entity';
import { Agreement } from '../Agreement.entity';
import { rows } from '../rows';
import { supersession } from '../rules/agreementTransitions';
import { actingStatusAt, IN_FORCE } from '../rules/statusAt';
import { type AgreementInput, changeAgreement, showEvent } from './changeAgreement';
import { holdOthersInForce } from './othersInForce';
import { reached } from './reached';

const UNSIGNED = ['DRAFT', 'PENDING', 'SIGNED_LEA'];

interface DraftInput extends ActInput {
  readonly agency: string;
  readonly model: string;
  readonly template: string;
}

/** A new agreement without authority. `ILLEGAL_TRANSITION` while another of the model waits for signatures. */
export async function draftAgreement(input: DraftInput, context: SubgraphContext): Promise<string> {
  const agency = reached(await context.rows.one(rows.agency, input.agency));
  const template = await context.rows.one(rows.moaTemplate, input.template);
  if (template === null) throw new DomainError('NOT_FOUND');
  if (template.model !== input.model) throw new DomainError('INPUT_INVALID');
  return perform({ mutation: 'draftAgreement', input }, context, async (act) => {
    const before = await act.manager.findBy(Agreement, { agencyId: agency.id, model: input.model });
    if (before.some(({ status }) => UNSIGNED.includes(status))) throw new DomainError('ILLEGAL_TRANSITION');
    const id = act.newId();
    await act.manager.insert(Agreement, {
      id,
      agencyId: agency.id,
      stateAbbr: agency.stateAbbr,
      model: input.model,
      generation: Math.max(0, ...before.map(({ generation }) => generation)) + 1,
      templateId: template.id,
      status: 'DRAFT',
      isSuspended: false,
      moaStatus: 'LINK_PENDING',
    });
    await showEvent(act, { agreementId: id, code: 'DRAFTED' });
    await countChange(act.manager);
    return id;
  });
}

interface SignInput extends AgreementInput {
  readonly signedOn: string;
}

export function signAgreement(input: SignInput, context: SubgraphContext): Promise<string> {
  return changeAgreement({ mutation: 'signAgreement', input, context }, async ({ act, days }) => {
    days.requirePast(input.signedOn, act.at);
    return { event: 'SIGNED_BY_LEA', set: { leaSignedOn: input.signedOn } };
  });
}

interface CountersignInput extends SignInput {
  readonly expiresOn?: string | null;
}

/** In force from the later signature on; the agreement in force before it is superseded in the same act. */
export async function countersignAgreement(input: CountersignInput, context: SubgraphContext): Promise<string> {
  const request = { mutation: 'countersignAgreement', input, context };
  const id = await changeAgreement(request, async ({ act, agreement, days }) => {
    days.requirePast(input.signedOn, act.at);
    const expiresOn = input.expiresOn ?? null;
    if (expiresOn !== null && expiresOn < input.signedOn) throw new DomainError('INPUT_INVALID');
    if (agreement.status === 'SIGNED_LEA') await supersedeOthers(act, agreement);
    const effectiveOn = [input.signedOn, agreement.leaSignedOn ?? input.signedOn].sort().at(-1) ?? input.signedOn;
    return {
      event: 'SIGNED_BY_ICE',
      set: {
        iceSignedOn: input.signedOn,
        effectiveOn,
        expiresOn,
        expiresAt: expiresOn === null ? null : days.endOf(expiresOn),
      },
    };
  });
  await answerEnding(context);
  return id;
}

async function supersedeOthers(act: Act, agreement: Agreement): Promise<void> {
  const { id, agencyId, model } = agreement;
  const others = (await act.manager.findBy(Agreement, { id: Not(id), agencyId, model })).filter((other) =>
    IN_FORCE.includes(actingStatusAt(other, act.at)),
  );
  // One that came into force since this act began to read: what it read is not what is.
  if ((await holdOthersInForce(act, agreement)) !== others.length) throw new Overtaken();
  for (const other of others) await supersede(act, { id: other.id, by: id });
}

/** Ends an agreement whose place another takes. */
export async function supersede(act: Act, { id, by }: { readonly id: string; readonly by: string }): Promise<void> {
  const set = { supersededById: by, dueStatus: null, dueAt: null };
  await takeStep(act, { entity: Agreement, id, transitions: supersession, set });
  await showEvent(act, { agreementId: id, code: 'SUPERSEDED' });
}

interface TemplateInput extends AgreementInput {
  readonly template: string;
}

export async function matchAgreementTemplate(input: TemplateInput, context: SubgraphContext): Promise<string> {
  const template = await context.rows.one(rows.moaTemplate, input.template);
  if (template === null) throw new DomainError('NOT_FOUND');
  return changeAgreement({ mutation: 'matchAgreementTemplate', input, context }, async ({ agreement }) => {
    if (template.model !== agreement.model) throw new DomainError('INPUT_INVALID');
    return { event: null, set: { templateId: template.id }, transitions: null };
  });
}
