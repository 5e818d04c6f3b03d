import { type ASTNode, GraphQLError, type NameNode, type ValidationRule } from 'graphql';

/** The one name under which no answer and no variable can be kept: JavaScript takes such a member for a prototype. */
const UNFIT = '__proto__';

/** Refuses aliases and variables of that name before anything is done; the engine would answer null for a deed done. */
export const responseNameRule: ValidationRule = (context) => {
  const refuse = ({ value }: NameNode, node: ASTNode): void => {
    if (value === UNFIT)
      context.reportError(new GraphQLError(`"${UNFIT}" cannot name an answer or a variable.`, { nodes: node }));
  };
  return {
    Field: { enter: (node) => refuse(node.alias ?? node.name, node) },
    VariableDefinition: { enter: (node) => refuse(node.variable.name, node) },
  };
};
