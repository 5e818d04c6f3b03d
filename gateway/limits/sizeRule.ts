import { GraphQLError, type ValidationRule } from 'graphql';
import { ERRORS } from '../errors';
import { LIMITS } from './limits';
import { measure } from './measure';

/** Refuses an operation that asks too much, before it is planned. Follows fragments; depends on document and view alone. */
export const sizeRule: ValidationRule = (context) => ({
  OperationDefinition: {
    enter: (operation) => {
      const size = measure(operation, { document: context.getDocument(), schema: context.getSchema() });
      for (const { of, max, code } of LIMITS) {
        if (size[of] <= max) continue;
        context.reportError(new GraphQLError(ERRORS[code].message, { extensions: { code } }));
      }
    },
  },
});
