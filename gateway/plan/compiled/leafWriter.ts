import {
  type EnumType,
  isCustomScalarType,
  isEnumType,
  type ScalarType,
  type Schema,
} from '@apollo/federation-internals';
import { stringText, valueText } from './jsonText';
import { TROUBLE } from './trouble';

/** Writes a value that is not null. Throws `TROUBLE` for one that is not of the type. */
export type Writer = (value: unknown) => string;

/** As `isValidLeafValue` of @apollo/federation-internals has it. */
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
