import { IANAZone } from 'luxon';
import { In, Not } from 'typeorm';
import { type Act, type ActInput, perform } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { expectVersion, keepEvent } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { countChange } from '../ActingRevision.entity';
import { Facility, FacilityAgency } from '../Facility.entity';
import { rows } from '../rows';
import { reached } from './reached';

const NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,120}$/u;
const MAX_AGENCIES = 20;

interface RegisterInput extends ActInput {
  readonly agency: string;
  readonly name: string;
  readonly kind: string;
  readonly timeZone: string;
}

/** Answers the id of the new facility, which the agency alone runs. */
export async function registerFacility(input: RegisterInput, context: SubgraphContext): Promise<string> {
  const agency = reached(await context.rows.one(rows.agency, input.agency));
  const { kind, timeZone } = input;
  const name = input.name.trim();
  if (!NAME.test(name) || timeZone.length > 40 || !IANAZone.isValidZone(timeZone))
    throw new DomainError('INPUT_INVALID');
  return perform({ mutation: 'registerFacility', input }, context, async (act) => {
    const id = act.newId();
    await act.manager.insert(Facility, { id, name, kind, timeZone });
    await act.manager.insert(FacilityAgency, { id: act.newId(), facilityId: id, agencyId: agency.id });
    await keepFacilityEvent(act, id, 'REGISTERED');
    return id;
  });
}

interface SetAgenciesInput extends ActInput {
  readonly facility: string;
  readonly agencies: readonly string[];
  readonly expectedVersion?: number | null;
}

/** The caller's own agency stays among them: nobody gives away a facility, or takes part in one that others run. */
export async function setFacilityAgencies(input: SetAgenciesInput, context: SubgraphContext): Promise<string> {
  const { id } = reached(await context.rows.one(rows.facility, input.facility));
  const agencies = [...new Set(input.agencies)];
  if (agencies.length === 0 || agencies.length > MAX_AGENCIES) throw new DomainError('INPUT_INVALID');
  const found = await Promise.all(agencies.map((agency) => context.rows.one(rows.agency, agency)));
  if (found.includes(null)) throw new DomainError('NOT_FOUND');
  const own = context.caller.agency;
  if (own === null || !agencies.includes(own)) throw new DomainError('INPUT_INVALID');
  await perform({ mutation: 'setFacilityAgencies', input }, context, async (act) => {
    await replaceAgencies(act, { id, agencies, expectedVersion: input.expectedVersion });
    return id;
  });
  await answerEnding(context);
  return id;
}

interface Replacement {
  readonly id: string;
  readonly agencies: readonly string[];
  readonly expectedVersion: number | null | undefined;
}

async function replaceAgencies(act: Act, { id, agencies, expectedVersion }: Replacement): Promise<void> {
  const { manager } = act;
  const { version } = await manager.findOneByOrFail(Facility, { id });
  expectVersion({ version }, expectedVersion);
  const { affected } = await manager.update(Facility, { id, version }, { id });
  if (affected !== 1) throw new Overtaken();
  await manager.delete(FacilityAgency, { facilityId: id, agencyId: Not(In([...agencies])) });
  const links = await manager.findBy(FacilityAgency, { facilityId: id });
  const linked = new Set(links.map(({ agencyId }) => agencyId));
  const added = agencies.filter((agencyId) => !linked.has(agencyId));
  await manager.insert(
    FacilityAgency,
    added.map((agencyId) => ({ id: act.newId(), facilityId: id, agencyId })),
  );
  await keepFacilityEvent(act, id, 'AGENCIES_SET');
}

async function keepFacilityEvent(act: Act, entityId: string, toStatus: string): Promise<void> {
  await keepEvent(act, { entity: 'Facility', entityId, fromStatus: null, toStatus, reason: null });
  await countChange(act.manager);
}
