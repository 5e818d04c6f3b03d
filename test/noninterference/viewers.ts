import { readRoles } from '../../gateway/development/roles';
import { type Clearance, clearanceOf, type Policy } from '../../schema/policy';
import type { Claims } from './twoWorlds';
import type { Viewer } from './viewer';

/** A WSO and the tokens that make him one: his own, and those that hold another scope beside. */
export interface ViewerTokens {
  readonly viewer: Viewer;
  readonly tokens: readonly Claims[];
}

/** Who the two worlds must look the same to: every clearance that a cap of the policy makes. */
export function viewersOf(policy: Policy): readonly ViewerTokens[] {
  return policy.caps.map((scope) => {
    const role = clearanceOf(policy, [scope]);
    if (role === null) throw new Error(`The policy has no clearance for ${scope}.`);
    const own = claimsOf(role);
    const { field_office: office = '' } = readRoles().get('ice') ?? {};
    const wider = { ...own, scope: `${scope} ice:ero`, field_office: office };
    return {
      viewer: {
        clearance: role,
        agency: String(own['agency']),
        facilities: own['facility'] as readonly string[],
        officer: typeof own['officer'] === 'string' ? own['officer'] : null,
      },
      tokens: [own, own, wider],
    };
  });
}

/** The claims of the development token of a role. */
export function claimsOf({ name }: Pick<Clearance, 'name'>): Claims {
  const role = readRoles().get(name);
  if (role === undefined) throw new Error(`There is no development role ${name}.`);
  const { officers = {}, ...claims } = role;
  const officer = officers[claims.agency ?? ''];
  return officer === undefined ? claims : { ...claims, officer };
}
