import { GraphQLError, GraphQLScalarType } from 'graphql';
import { DateTime, Duration } from 'luxon';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ORI = /^[A-Z]{2}[A-Z0-9]{7}$/;
const MAX_DURATION_MS = 366 * 24 * 3_600_000;

/** The scalars of `common.graphql`: they parse into `Date`, `YYYY-MM-DD`, milliseconds and ORI text, and refuse all else. */
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
  const parseValue = (value: unknown): unknown => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw new GraphQLError(`${name} has another form.`);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    parseValue,
    parseLiteral: (node) => parseValue('value' in node && node.kind === 'StringValue' ? node.value : null),
    serialize: (value) => {
      const text = serialize(value);
      if (text === null) throw new Error(`${name}: a resolver returned another type.`);
      return text;
    },
  });
}

function parseInstant(text: string): Date | null {
  const instant = INSTANT.test(text) ? DateTime.fromISO(text, { zone: 'utc' }) : null;
  return instant?.isValid ? instant.toJSDate() : null;
}

function parseDay(text: string): string | null {
  return DAY.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid ? text : null;
}

function parseDuration(text: string): number | null {
  const duration = Duration.fromISO(text);
  const ms = duration.isValid ? duration.toMillis() : -1;
  return ms >= 0 && ms <= MAX_DURATION_MS ? ms : null;
}

function parseOri(text: string): string | null {
  return ORI.test(text) ? text : null;
}
