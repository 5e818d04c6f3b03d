import {
  type EnumType,
  isCustomScalarType,
  isEnumType,
  type ScalarType,
  type Schema,
} from '@apollo/federation-internals';
import type { Output, Span } from './output';
import { TROUBLE } from './trouble';

/** Where an object or list was written that stands at several places: one map for each writer that remembers. */
export type Written = Map<object, Span>[];

/** Writes a value. Throws `TROUBLE` for one that is not of the type; `written` is null where nothing stands twice. */
export type Writer = (value: unknown, output: Output, written: Written | null) => void;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** For values that are not null, as `isValidLeafValue` of @apollo/federation-internals has it. */
export function leafWriter(type: ScalarType | EnumType, schema: Schema): Writer {
  if (isEnumType(type)) return enumWriter(type);
  if (isCustomScalarType(type)) return writeValue;
  switch (type) {
    case schema.booleanType():
      return (value, output) => (typeof value === 'boolean' ? output.copy(value ? TRUE : FALSE) : refuse());
    case schema.intType():
      return writeInteger;
    case schema.floatType():
      return (value, output) =>
        typeof value === 'number' && Number.isFinite(value) ? output.letters(numberText(value)) : refuse();
    case schema.idType():
      return (value, output) => (typeof value === 'string' ? output.string(value) : writeInteger(value, output));
    default:
      return (value, output) => (typeof value === 'string' ? output.string(value) : refuse());
  }
}

function enumWriter(type: EnumType): Writer {
  const texts = new Map(type.values.map(({ name }) => [name, Buffer.from(JSON.stringify(name))]));
  return (value, output) => output.copy((typeof value === 'string' ? texts.get(value) : undefined) ?? refuse());
}

function writeValue(value: unknown, output: Output): void {
  if (typeof value === 'string') output.string(value);
  else output.text(JSON.stringify(value));
}

function writeInteger(value: unknown, output: Output): void {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21) output.letters(numberText(value));
  else refuse();
}

/** `String(-0)` is what JSON writes, too. */
function numberText(value: number): string {
  return String(value);
}

function refuse(): never {
  throw TROUBLE;
}
