import type { Act } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { Credential } from '../Credential.entity';
import { rows } from '../rows';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { expectFuture, expectInput, expectPast } from './days';
import { endCredentials } from './settle';

export interface RecordCredentialIssuedInput extends OfficerInput {
  readonly issuedOn: string;
  readonly expiresOn?: string | null;
}

export interface CredentialInput extends OfficerInput {
  readonly credential: string;
}

const OUT: readonly string[] = ['ISSUED', 'RETURN_DUE', 'LOST'];

/** ICE issued credentials to the officer; those he had before are to be returned. */
export function recordCredentialIssued(input: RecordCredentialIssuedInput, context: SubgraphContext): Promise<string> {
  return actOnOfficer({ mutation: 'recordCredentialIssued', input }, context, async (act, officer) => {
    const { issuedOn, expiresOn = null } = input;
    expectAllowed(act, officer);
    expectPast(issuedOn, act.at);
    if (expiresOn !== null) expectFuture(expiresOn, act.at);
    await endCredentials(act, officer.id);
    const credential = { id: act.newId(), officerId: officer.id, issuedOn, expiresOn };
    await act.manager.insert(Credential, { ...credential, returnedOn: null, status: 'ISSUED' });
  });
}

/** ICE has the credentials back. Answered when no statement says otherwise any more. */
export function recordCredentialReturned(
  input: CredentialInput & { readonly returnedOn: string },
  context: SubgraphContext,
): Promise<string> {
  return endCredential({ mutation: 'recordCredentialReturned', input }, context, async (act, credential) => {
    expectPast(input.returnedOn, act.at);
    expectInput(input.returnedOn >= credential.issuedOn);
    await end(act, credential, { status: 'RETURNED', returnedOn: input.returnedOn });
  });
}

/** The officer's credentials are lost: until new ones are issued he may not act. */
export function recordCredentialLost(input: CredentialInput, context: SubgraphContext): Promise<string> {
  return endCredential({ mutation: 'recordCredentialLost', input }, context, async (act, credential) => {
    if (credential.status === 'LOST') throw new DomainError('ILLEGAL_TRANSITION');
    await end(act, credential, { status: 'LOST' });
  });
}

interface CredentialRequest {
  readonly mutation: string;
  readonly input: CredentialInput;
}

async function endCredential(
  { mutation, input }: CredentialRequest,
  context: SubgraphContext,
  work: (act: Act, credential: Credential) => Promise<void>,
): Promise<string> {
  const known = await context.rows.one(rows.credential, input.credential);
  if (known === null || known.officerId !== input.officer) throw new DomainError('NOT_FOUND');
  const id = await actOnOfficer({ mutation, input }, context, async (act) => {
    const credential = await act.manager.findOneByOrFail(Credential, { id: known.id });
    if (!OUT.includes(credential.status)) throw new DomainError('ILLEGAL_TRANSITION');
    await work(act, credential);
  });
  await answerEnding(context);
  return id;
}

/** The first end is the one from which on it was not in hand. */
async function end({ manager, at }: Act, { id, endedAt }: Credential, set: Partial<Credential>): Promise<void> {
  await manager.update(Credential, { id }, { ...set, endedAt: endedAt ?? at });
}
