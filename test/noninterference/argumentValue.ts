import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Dictionary } from './dictionary';
import type { Random } from './random';
import type { Row } from './tables';

/** A value of an argument or input field as JSON, and where it stands. */
export interface ValuePlace {
  readonly type: GraphQLInputType;
  readonly name: string;
  /** Coordinate of the field that is asked; cursors belong to one. */
  readonly field: string;
  /** The row that the arguments are about; null where they are drawn apart. */
  readonly focus: Row | null;
  /** Whether a value is protected, by its coordinate; what is may differ between two worlds. */
  readonly draw: Draws;
}

/** `open` draws the same for both worlds; `kept` draws what is protected. */
export interface Draws {
  readonly open: Random;
  readonly kept: Random;
  readonly isKept: (coordinate: string) => boolean;
  readonly dictionary: Dictionary;
  readonly nowMs: number;
}

const HOUR_MS = 3_600_000;
const MAX_DEPTH = 4;

/** Draws a value that fits the type; names of arguments and fields tell which one of the data would mean something. */
export function argumentValue(place: ValuePlace, depth = 0): unknown {
  const { type, draw } = place;
  if (isNonNullType(type)) return argumentValue({ ...place, type: type.ofType }, depth);
  if (isListType(type)) {
    const length = 1 + draw.open.whole(2);
    return Array.from({ length }, () => argumentValue({ ...place, type: type.ofType }, depth));
  }
  if (isEnumType(type)) return draw.open.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    // What may be left out often belongs together; without any of it an act has the best prospects.
    const share = depth < MAX_DEPTH && draw.open.chance(0.7) ? 0.5 : 0;
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || draw.open.chance(share),
    );
    return Object.fromEntries(
      fields.map(({ name, type: fieldType }) => {
        const isKept = draw.isKept(`${type.name}.${name}`);
        const own = isKept ? { ...draw, open: draw.kept } : draw;
        return [name, argumentValue({ ...place, type: fieldType, name, draw: own }, depth + 1)];
      }),
    );
  }
  return scalarValue(type.name, place);
}

function scalarValue(type: string, { name, field, focus, draw }: ValuePlace): unknown {
  const { open } = draw;
  switch (type) {
    case 'Int':
      return name === 'first'
        ? open.pick([1, 2, 3, 10, 50, 50, 50, 0, 51])
        : (focus?.[numberOf(name)] ?? open.whole(5));
    case 'Float':
      return open.whole(100) / 4;
    case 'Boolean':
      return open.chance(0.5);
    case 'DateTime':
      return new Date(draw.nowMs + hoursFromNow(open) * HOUR_MS).toISOString();
    case 'Date':
      return new Date(draw.nowMs - open.whole(900) * 24 * HOUR_MS).toISOString().slice(0, 10);
    case 'Duration':
      return open.pick(['PT1H', 'PT6H', 'P2D', 'P30D', 'P400D']);
    default:
      return textValue({ name, field, focus, draw }, type === 'ID');
  }
}

/** Acts tell of what has just happened, mostly. */
function hoursFromNow(open: Random): number {
  return open.chance(0.5) ? -open.whole(3) : open.whole(200) - 100;
}

function textValue({ name, field, focus, draw }: Omit<ValuePlace, 'type'>, isId: boolean): string {
  const { open, dictionary } = draw;
  if (name === 'after') return dictionary.cursor(field, open);
  if (name === 'idempotencyKey') return dictionary.key(open);
  const guessed = open.chance(0.15) ? dictionary.protectedText(open) : null;
  if (guessed !== null) return guessed;
  const own = focus?.[name] ?? focus?.[`${name}Id`] ?? (name === typeName(field) ? focus?.['id'] : undefined);
  if (typeof own === 'string') return own;
  return isId ? idText(name, draw) : (dictionary.textFor(name, open) ?? dictionary.text(open));
}

function idText(name: string, { open, dictionary }: Draws): string {
  const row = open.chance(0.9) ? dictionary.rowFor(name, open, open.chance(0.8)) : null;
  return typeof row?.['id'] === 'string' ? row['id'] : dictionary.id(open);
}

function typeName(field: string): string {
  return field.replace(/^.*\./, '');
}

function numberOf(name: string): string {
  return name === 'expectedVersion' ? 'version' : name;
}
