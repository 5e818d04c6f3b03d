import type { ApolloServerPlugin } from '@apollo/server';
import { isScalarType } from 'graphql';
import { scalars } from '../../schema/scalars';
import type { RequestContext } from '../context';

/**
 * Gives our scalars their form in the view's schema, so that a value out of form is refused before a subgraph is
 * asked. Values stay as the client sent them: the subgraph parses them itself.
 */
export const ownScalars: ApolloServerPlugin<RequestContext> = {
  serverWillStart: async () => ({
    schemaDidLoadOrUpdate: ({ apiSchema }) => {
      for (const scalar of Object.values(scalars)) {
        const served = apiSchema.getType(scalar.name);
        if (!isScalarType(served)) continue;
        served.parseValue = (value) => {
          scalar.parseValue(value);
          return value;
        };
        served.parseLiteral = (node, variables) => {
          scalar.parseLiteral(node, variables);
          return node.kind === 'StringValue' ? node.value : null;
        };
      }
    },
  }),
};
