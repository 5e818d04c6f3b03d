import { GraphQLError, GraphQLScalarType, type ValueNode } from 'graphql';
import { DateTime, Duration } from 'luxon';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const DURATION = /^P(?=\d|T\d)[\d.YMWD]*(T[\d.HMS]+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ORI = /^[A-Z]{2}[A-Z0-9]{7}$/;
const EXAMPLES: Readonly<Record<string, string>> = {
  DateTime: '2026-03-08T09:30:00.000Z',
  Date: '2026-03-08',
  Duration: 'PT6H or P30D',
  ORI: 'ZZ0000100',
};
const MAX_DURATION_MS = 366 * 24 * 3_600_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/**
 * The scalars of the graph: they parse into `Date`, `YYYY-MM-DD`, milliseconds and ORI text, and refuse all else, years
 * before 1900 and after 2199 included. The gateway refuses by them before it asks, a subgraph once more.
 */
export const scalars = {
  DateTime: scalar('DateTime', parseInstant, (value) => (value instanceof Date ? value.toISOString() : null)),
  Date: scalar('Date', parseDay, (value) => (typeof value === 'string' && DAY.test(value) ? value : null)),
  Duration: scalar('Duration', parseDuration, (value) =>
    typeof value === 'number' ? Duration.fromMillis(value).toISO() : null,
  ),
  ORI: scalar('ORI', parseOri, (value) => (typeof value === 'string' && ORI.test(value) ? value : null)),
};

function scalar(
  name: string,
  parse: (text: string) => unknown,
  serialize: (value: unknown) => string | null,
): GraphQLScalarType {
  const parseValue = (value: unknown, nodes: ValueNode | null = null): unknown => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw new GraphQLError(`${name} must be like ${EXAMPLES[name]}.`, { nodes });
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    parseValue: (value) => parseValue(value),
    parseLiteral: (node) => parseValue('value' in node && node.kind === 'StringValue' ? node.value : null, node),
    serialize: (value) => {
      const text = serialize(value);
      if (text === null) throw new Error(`${name}: a resolver returned another type.`);
      return text;
    },
  });
}

function parseInstant(text: string): Date | null {
  const instant = INSTANT.test(text) ? DateTime.fromISO(text, { zone: 'utc' }) : null;
  return instant !== null && isInRange(instant) ? instant.toJSDate() : null;
}

function parseDay(text: string): string | null {
  return DAY.test(text) && isInRange(DateTime.fromISO(text, { zone: 'utc' })) ? text : null;
}

function isInRange(instant: DateTime): boolean {
  return instant.isValid && instant.year >= FIRST_YEAR && instant.year <= LAST_YEAR;
}

function parseDuration(text: string): number | null {
  const duration = DURATION.test(text) ? Duration.fromISO(text) : null;
  const ms = duration?.isValid === true ? duration.toMillis() : -1;
  return ms >= 0 && ms <= MAX_DURATION_MS ? ms : null;
}

function parseOri(text: string): string | null {
  return ORI.test(text) ? text : null;
}
