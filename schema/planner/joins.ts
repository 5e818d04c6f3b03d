import type { ConstDirectiveNode } from 'graphql';

/** A string, name or Boolean that a directive is given; null without. */
export function argumentOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value !== undefined && 'value' in value ? String(value.value) : null;
}

/** A directive in which the value of one argument, where it has it, is another. */
export function withArgument(directive: ConstDirectiveNode, name: string, value: string): ConstDirectiveNode {
  const args = (directive.arguments ?? []).map((argument) =>
    argument.name.value === name && 'value' in argument.value
      ? ({ ...argument, value: { ...argument.value, value } } as typeof argument)
      : argument,
  );
  return { ...directive, arguments: args };
}

export function isJoin(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__field';
}
