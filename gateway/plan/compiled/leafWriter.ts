import {
  type EnumType,
  isCustomScalarType,
  isEnumType,
  type ScalarType,
  type Schema,
} from '@apollo/federation-internals';
import { stringText, valueText } from './jsonText';
import { TROUBLE } from './trouble';

/** What was written of an object or list that stands at several places: one map for each writer that remembers. */
export type Written = Map<object, string>[];

/** Writes a value. Throws `TROUBLE` for one that is not of the type; `written` is null where nothing stands twice. */
export type Writer = (value: unknown, written: Written | null) => string;

/** For values that are not null, as `isValidLeafValue` of @apollo/federation-internals has it. */
export function leafWriter(type: ScalarType | EnumType, schema: Schema): Writer {
  if (isEnumType(type)) return enumWriter(type);
  if (isCustomScalarType(type)) return valueText;
  switch (type) {
    case schema.booleanType():
      return (value) => (typeof value === 'boolean' ? String(value) : refuse());
    case schema.intType():
      return integerText;
    case schema.floatType():
      return (value) => (typeof value === 'number' && Number.isFinite(value) ? numberText(value) : refuse());
    case schema.idType():
      return (value) => (typeof value === 'string' ? stringText(value) : integerText(value));
    default:
      return (value) => (typeof value === 'string' ? stringText(value) : refuse());
  }
}

function enumWriter(type: EnumType): Writer {
  const texts = new Map(type.values.map(({ name }) => [name, stringText(name)]));
  return (value) => (typeof value === 'string' ? texts.get(value) : undefined) ?? refuse();
}

function integerText(value: unknown): string {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21 ? numberText(value) : refuse();
}

/** `String(-0)` is what JSON writes, too. */
function numberText(value: number): string {
  return String(value);
}

function refuse(): never {
  throw TROUBLE;
}
