import { In, Not } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { ImportProposal } from './ImportProposal.entity';
import type { ListPublication } from './ListPublication.entity';
import { rows } from './rows';

/** What lists show; all other events are records of the parties. */
const LIST_EVENTS = [
  ...['LISTED', 'MOA_POSTED', 'MOA_CHANGED', 'SIGNED_DATE_CORRECTED'],
  ...['RENAMED', 'ADDENDUM_ADDED', 'DELISTED', 'RELISTED'],
];

export const importResolvers: Resolvers = {
  Query: {
    importProposals: (_source: unknown, args: { status?: string | null }, context: SubgraphContext) =>
      context.rows.page(rows.importProposal, {
        coordinate: 'Query.importProposals',
        args: { ...args },
        where: { status: args.status ?? Not('STAGED') },
      }),
    listPublications: (_source: unknown, args: object, context: SubgraphContext) =>
      context.rows.page(rows.listPublication, {
        coordinate: 'Query.listPublications',
        args: { ...args },
        where: { status: In(['PUBLISHED', 'QUARANTINED']) },
        sort: 'importedAt',
      }),
  },
  ImportProposal: {
    publication: ({ publicationId }: ImportProposal, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.listPublication, publicationId),
    agreement: ({ agreementId }: ImportProposal, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.agreement, agreementId),
    listedAgreement: ({ listedAgreementId }: ImportProposal, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.agreement, listedAgreementId),
    before: ({ beforeText }: ImportProposal) => beforeText,
    after: ({ afterText }: ImportProposal) => afterText,
  },
  ListPublication: {
    events: ({ listedOn }: ListPublication, { first }: { first: number }, context: SubgraphContext) =>
      context.rows.list(rows.agreementEvent, listedOn, {
        parent: 'seenOn',
        order: { code: 'ASC' },
        where: { code: In(LIST_EVENTS) },
        limit: first,
      }),
  },
};
