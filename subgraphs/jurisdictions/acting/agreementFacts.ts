import { type DataSource, In, MoreThan } from 'typeorm';
import type { ActingConditions } from '../../../schema/services';
import { Agency } from '../Agency.entity';
import { Agreement, AgreementApproval } from '../Agreement.entity';
import { DutyContact } from '../FieldOffice.entity';
import { MoaTemplate } from '../MoaTemplate.entity';
import { actingStatusAt, boundariesOf } from '../rules/statusAt';
import type { Asked, Stated } from './stated';

type AgreementFacts = ActingConditions['agreements'];

interface Found {
  readonly agreements: readonly Agreement[];
  readonly officeOf: ReadonlyMap<string, string | null>;
  readonly templates: ReadonlyMap<string, MoaTemplate>;
  readonly approvals: ReadonlyMap<string, AgreementApproval>;
  /** Shifts that have not ended, of the field offices of these agreements' agencies. */
  readonly shifts: readonly DutyContact[];
}

/** Those of the agreements that exist, in order of id, each with its status, its template's clauses and who is on duty. */
export async function agreementFacts(reads: DataSource, asked: Asked): Promise<Stated<AgreementFacts>> {
  const found = await findAll(reads, asked);
  const terms = found.agreements.flatMap(boundariesOf).map(([instant]) => instant);
  return {
    facts: found.agreements.map((agreement) => factsOf(agreement, found, asked.at)),
    changes: [...terms, ...found.shifts.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])],
  };
}

async function findAll(reads: DataSource, { agreements: ids, at }: Asked): Promise<Found> {
  const agreements = await reads.getRepository(Agreement).find({ where: { id: In([...ids]) }, order: { id: 'ASC' } });
  const agencies = await reads.getRepository(Agency).findBy({ id: In(agreements.map(({ agencyId }) => agencyId)) });
  const offices = agencies.map(({ fieldOfficeId }) => fieldOfficeId).filter((id) => id !== null);
  const used = agreements.map(({ templateId }) => templateId).filter((id) => id !== null);
  const templates = await reads.getRepository(MoaTemplate).findBy({ id: In(used) });
  const approvals = await reads.getRepository(AgreementApproval).find({
    where: { agreementId: In([...ids]), kind: 'AGREEMENT' },
    order: { approvedOn: 'ASC', id: 'ASC' },
  });
  return {
    agreements,
    officeOf: new Map(agencies.map(({ id, fieldOfficeId }) => [id, fieldOfficeId])),
    templates: new Map(templates.map((one) => [one.id, one])),
    approvals: new Map(approvals.map((one) => [one.agreementId, one])),
    shifts: await reads.getRepository(DutyContact).findBy({ fieldOfficeId: In(offices), endsAt: MoreThan(at) }),
  };
}

function factsOf(agreement: Agreement, found: Found, at: Date): AgreementFacts[number] {
  const { id, agencyId, model, templateId } = agreement;
  const template = templateId === null ? undefined : found.templates.get(templateId);
  const approval = found.approvals.get(id);
  return {
    id,
    agency: agencyId,
    model,
    status: actingStatusAt(agreement, at),
    functions: template === undefined ? null : [...template.functions],
    holdClock: template?.holdClock ?? null,
    templateCitation: template?.citation ?? null,
    supervision: supervisionOf(found.officeOf.get(agencyId) ?? null, found.shifts, at),
    stateApproval: approval === undefined ? null : `${approval.body}, ${approval.approvedOn}, ${approval.reference}`,
  };
}

/** Reachable as long as the last of those on duty now; an agency without a field office is supervised by nobody. */
function supervisionOf(
  office: string | null,
  shifts: readonly DutyContact[],
  at: Date,
): AgreementFacts[number]['supervision'] {
  const onDuty = shifts.filter(({ fieldOfficeId, startsAt }) => fieldOfficeId === office && startsAt <= at);
  const ends = onDuty.map(({ endsAt }) => endsAt.getTime());
  if (ends.length === 0) return { isReachable: false, untilAt: null };
  return { isReachable: true, untilAt: new Date(Math.max(...ends)).toISOString() };
}
