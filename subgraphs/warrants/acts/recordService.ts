import { z } from 'zod';
import { type Act, earlierResult, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { plainText } from '../../kit/plainText';
import { allowedIn, expectVersion, type Transitions, takeStep } from '../../kit/transitions';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { AuthorityDecision } from '../AuthorityDecision.entity';
import { rows } from '../rows';
import { decideService, type ServiceDecision } from '../rules/decideService';
import { pastServiceTransitions, warrantTransitions } from '../rules/warrantTransitions';
import { ServiceRecord } from '../ServiceRecord.entity';
import { type AuthorityStatement, askAuthority } from './authorityStatement';
import { confirmService } from './confirmService';
import { serviceFacts } from './serviceFacts';
import { keepViolation, type RecordServiceInput, writeService } from './writeService';

const MAX_AGE_MS = 48 * 3_600_000;
const limits = z.object({ language: z.string().regex(/^[a-z]{2}$/), interpreterName: plainText.nullish() });

interface Service {
  readonly input: RecordServiceInput;
  readonly officer: string;
  readonly warrant: AdministrativeWarrant;
  readonly statement: AuthorityStatement;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * The calling officer served a warrant: decided by every condition, written with the decision, and answered only after
 * the authority was checked once more. Answers the decision's id; with a condition that is not met nothing else is
 * written, unless it had already happened: then it is a violation, and the hold runs. Source: DOMAIN R28.
 */
export async function recordService(input: RecordServiceInput, context: SubgraphContext): Promise<string> {
  const warrant = await context.rows.one(rows.warrant, input.warrant);
  const { officer } = context.caller;
  if (warrant === null || officer === null) throw new DomainError('NOT_FOUND');
  expectInput(input, context.now());
  const request = { mutation: 'recordService', input };
  const earlier = await earlierResult(request, context);
  const at = input.happenedAt ?? context.now();
  const statement = await askAuthority(context, { officer, facility: warrant.facilityId, at });
  const service = { input, officer, warrant, statement, settings: context.settings };
  const decisionId = earlier ?? (await perform(request, context, (act) => serve(act, service)));
  await confirmService(decisionId, { context, statement });
  context.forget();
  return decisionId;
}

function expectInput(input: RecordServiceInput, now: Date): void {
  const { alreadyHappened, happenedAt, interpreterUsed, interpreterName } = input;
  const ageMs = happenedAt == null ? 0 : now.getTime() - happenedAt.getTime();
  const isTimed = alreadyHappened === (happenedAt != null) && ageMs >= 0 && ageMs <= MAX_AGE_MS;
  const isInterpreted = interpreterUsed === (interpreterName != null);
  if (!limits.safeParse(input).success || !isTimed || !isInterpreted) throw new DomainError('INPUT_INVALID');
}

async function serve(act: Act, service: Service): Promise<string> {
  const { input, officer, statement, settings } = service;
  const { manager } = act;
  const at = input.happenedAt ?? act.at;
  const facts = await serviceFacts(manager, { warrantId: input.warrant, at, settings, statement });
  await expectUnserved(act, service);
  const decision = decideService(facts);
  const decisionId = await keepDecision(act, { service, decision, at });
  if (decision.allowed || input.alreadyHappened) {
    const { id } = await writeService(act, { input, officer, decision, decisionId, facts });
    await moveWarrant(act, input, service.warrant.form);
    if (!decision.allowed) await keepViolation(manager, { serviceId: id, checks: decision.checks, act });
  }
  // The last thing before the commit: what was stated has to hold still.
  if (!statement.holds()) throw new DomainError('AUTHORITY_UNKNOWN');
  return decisionId;
}

async function expectUnserved({ manager, caller }: Act, { input, warrant }: Service): Promise<void> {
  const present = await manager.findOneByOrFail(AdministrativeWarrant, { id: warrant.id });
  expectVersion(present, input.expectedVersion);
  if (!(await manager.existsBy(ServiceRecord, { warrantId: warrant.id }))) return;
  const allowed = allowedIn(present.status, warrantTransitions(present.form), caller.acts);
  throw new DomainError('ILLEGAL_TRANSITION', allowed);
}

/** A warrant that was final before the service was told keeps its status. */
async function moveWarrant(act: Act, input: RecordServiceInput, form: string): Promise<void> {
  const { status } = await act.manager.findOneByOrFail(AdministrativeWarrant, { id: input.warrant });
  const transitions: Transitions = input.alreadyHappened ? pastServiceTransitions(form) : warrantTransitions(form);
  if (input.alreadyHappened && transitions['recordService']?.from.includes(status) !== true) return;
  await takeStep(act, { entity: AdministrativeWarrant, id: input.warrant, transitions });
}

interface Decided {
  readonly service: Service;
  readonly decision: ServiceDecision;
  readonly at: Date;
}

async function keepDecision({ manager, newId }: Act, { service, decision, at }: Decided): Promise<string> {
  const { allowed, checks, policyVersion, holdsUntilAt } = decision;
  const id = newId();
  const { id: warrantId, facilityId } = service.warrant;
  await manager.insert(AuthorityDecision, {
    ...{ id, warrantId, facilityId, officerId: service.officer, at, allowed },
    ...{ checks: [...checks], policyVersion, holdsUntilAt },
  });
  return id;
}
