import { IsNull } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { recordService } from './acts/recordService';
import { type ServiceStepInput, stepService } from './acts/serviceSteps';
import type { RecordServiceInput } from './acts/writeService';
import { rows } from './rows';
import type { ServiceRecord } from './ServiceRecord.entity';

export const serviceResolvers: Resolvers = {
  Query: {
    noticesDue: (_source: unknown, args: { facility?: string | null }, context: SubgraphContext) =>
      context.rows.page(rows.service, {
        coordinate: 'Query.noticesDue',
        args: { ...args },
        where: { iceNotifiedAt: IsNull(), ...(args.facility == null ? {} : { facilityId: args.facility }) },
        sort: 'servedAt',
      }),
  },
  Mutation: {
    recordService: async (_source: unknown, { input }: { input: RecordServiceInput }, context: SubgraphContext) => {
      const decisionId = await recordService(input, context);
      return {
        service: await context.rows.one(rows.service, decisionId, 'decisionId'),
        decision: await context.rows.one(rows.decision, decisionId),
      };
    },
    notifyIce: step('notifyIce'),
    acknowledgeServiceNotice: step('acknowledgeServiceNotice'),
  },
  ServiceRecord: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.service, id),
    warrant: ({ warrantId }: ServiceRecord, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.warrant, warrantId),
    officer: ({ officerId }: ServiceRecord) => ({ __typename: 'Officer', id: officerId }),
    agreement: ({ agreementId }: ServiceRecord) =>
      agreementId === '' ? null : { __typename: 'Agreement', id: agreementId },
    facility: ({ facilityId }: ServiceRecord) => ({ __typename: 'Facility', id: facilityId }),
    decision: ({ decisionId }: ServiceRecord, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.decision, decisionId),
    outcome: ({ executedArrest }: ServiceRecord) => (executedArrest ? 'SERVED_AND_EXECUTED' : 'SERVED'),
    hold: ({ id }: ServiceRecord, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.hold, id, 'serviceId'),
  },
};

function step(mutation: Parameters<typeof stepService>[0]) {
  return async (_source: unknown, { input }: { input: ServiceStepInput }, context: SubgraphContext) => ({
    service: await context.rows.one(rows.service, await stepService(mutation, input, context)),
  });
}
