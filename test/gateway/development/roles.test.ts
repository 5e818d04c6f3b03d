import { readRoles } from '../../../gateway/development/roles';
import { readPolicy } from '../../../schema/policy';
import { DEMONSTRATION } from '../../../subgraphs/demonstration/ids';

describe('readRoles', () => {
  it('names agencies, facilities and officers of the demonstration alone', () => {
    const claimed = [...readRoles().values()].flatMap(({ agency, facility = [], officers }) => [
      agency,
      ...facility,
      ...Object.entries(officers).flat(),
    ]);
    const ids = claimed.filter((id) => id !== undefined && id !== '*');
    expect(ids.filter((id) => !Object.values<unknown>(DEMONSTRATION).includes(id))).toEqual([]);
  });

  it('has the scope of each role as the policy names it', () => {
    const { bySet } = readPolicy();
    const roles = [...readRoles()].map(([role, { scope }]) => [role, bySet.get(scope)?.name]);
    expect(roles).toEqual([...readRoles().keys()].map((role) => [role, role]));
  });
});
