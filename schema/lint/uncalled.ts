import { parse } from 'graphql';
import { SchemaElements } from '../elements';
import { hiddenCoordinates } from '../hidden';
import type { Policy } from '../policy';

/** UNCALLED: a mutation that no clearance may call, and an act that is no mutation or hidden from those it is given to. */
export function uncalledActs(supergraphSdl: string, policy: Policy): readonly string[] {
  const document = parse(supergraphSdl);
  const mutations = (new SchemaElements(document).types.get('Mutation')?.members ?? []).map((member) => member.name);
  const acts = policy.clearances.flatMap((clearance) => {
    const hidden = hiddenCoordinates(document, clearance);
    return clearance.acts.map((act) => ({
      act,
      clearance,
      isServed: mutations.includes(act) && !hidden.has(`Mutation.${act}`),
    }));
  });
  return [
    ...mutations
      .filter((name) => !acts.some(({ act }) => act === name))
      .map((name) => `UNCALLED Mutation.${name}: no scope in policy.yaml has it among its acts.`),
    ...acts
      .filter(({ isServed }) => !isServed)
      .map(({ act, clearance }) => `UNCALLED ${act}: ${clearance.name} has it among its acts but cannot see it.`),
  ];
}
