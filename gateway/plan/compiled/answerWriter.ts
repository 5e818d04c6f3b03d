import {
  baseType,
  type CompositeType,
  type FieldSelection,
  type FragmentElement,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isSubtype,
  type ObjectType,
  type Operation,
  type OutputType,
  type Schema,
  type SelectionSet,
} from '@apollo/federation-internals';
import { type Conditions, isSkipped } from './conditions';
import { stringText } from './jsonText';
import { leafWriter, type Writer, type Written } from './leafWriter';
import { isJsonObject, type JsonObject } from './merge';
import type { Output } from './output';
import { remembered } from './remembered';
import { BailOut, TROUBLE } from './trouble';
import { listWriter, nonNull, nullable, refuse } from './writers';

const NOTHING = Buffer.from('{}');
const END = 0x7d;

/** A field of the answer: where it is read, and what it writes. */
interface Column {
  readonly name: string;
  /** With the brace or comma before it. */
  readonly head: Uint8Array;
  readonly write: Writer;
}

/** What one name of the answer comes from: all its selections, or the type's name. */
type Source = { readonly selections: FieldSelection[] } | { readonly typename: string };

/** Selections of one object, each with the type it is selected on. */
type Selected = readonly (readonly [SelectionSet, CompositeType])[];

export interface AnswerWriter {
  /** Writes `data` as JSON. Throws `TROUBLE` where something is null or of a type that it must not be. */
  write(data: JsonObject, output: Output, written: Written | null): void;
  /** Names of the root fields that subgraphs answer. */
  readonly roots: readonly string[];
}

/**
 * Writes what Apollo's `computeResponse` answers, straight as bytes: names in the same order, and types told by
 * `__typename` in the same way. One for each outcome of the operation's conditions.
 */
export function answerWriter(operation: Operation, conditions: Conditions): AnswerWriter {
  const { selectionSet, rootKind } = operation;
  const schema = operation.schema();
  const root = schema.schemaDefinition.rootType(rootKind);
  if (root === undefined) throw new BailOut('type');
  const compiler = new Compiler(schema, conditions);
  const selected: Selected = [[selectionSet, root]];
  const sources = [...compiler.sources(selected, null)];
  const roots = sources.flatMap(([name, source]) => ('selections' in source ? [name] : []));
  return { write: compiler.objectWriter(selected), roots };
}

class Compiler {
  #remembering = 0;

  constructor(
    private readonly schema: Schema,
    private readonly conditions: Conditions,
  ) {}

  /** Compiles on for each type that it meets; a view has only so many. */
  objectWriter(selected: Selected): Writer {
    const byType = new Map<string | undefined, Writer>();
    const known = (typename: string | undefined): Writer => {
      const writer = this.#columnsWriter(selected, typename);
      byType.set(typename, writer);
      return writer;
    };
    known(undefined);
    return this.#remembered((value, output, written) => {
      if (!isJsonObject(value)) throw TROUBLE;
      const typename = value['__typename'];
      if (typename !== undefined && (typeof typename !== 'string' || typename === '')) throw TROUBLE;
      (byType.get(typename) ?? known(typename))(value, output, written);
    });
  }

  #remembered(write: Writer): Writer {
    this.#remembering += 1;
    return remembered(write, this.#remembering - 1);
  }

  /** The names of an object of this type, in the order of the answer; null is one that does not tell its type. */
  sources(selected: Selected, type: ObjectType | null): ReadonlyMap<string, Source> {
    const into = new Map<string, Source>();
    for (const [set, declared] of selected) this.#collect(set, { type, parent: type ?? declared, into });
    return into;
  }

  #columnsWriter(selected: Selected, typename: string | undefined): Writer {
    const type = typename === undefined ? null : (this.schema.type(typename) ?? undefined);
    if (type === undefined || (type !== null && !isObjectType(type))) return refuse;
    const sources = [...this.sources(selected, type)];
    if (sources.some(([, source]) => 'typename' in source && source.typename === '')) return refuse;
    const columns = sources.map(
      ([name, source], at): Column => ({
        name,
        head: Buffer.from(`${at === 0 ? '{' : ','}${stringText(name)}:`),
        write: this.#fieldWriter(source),
      }),
    );
    if (columns.length === 0) return (_value, output) => output.copy(NOTHING);
    return (value, output, written) => {
      for (const { name, head, write } of columns) {
        output.copy(head);
        write((value as JsonObject)[name], output, written);
      }
      output.byte(END);
    };
  }

  #collect(set: SelectionSet, place: Place): void {
    for (const selection of set.selections()) {
      if (isSkipped(selection.element, this.conditions)) continue;
      if (selection.kind === 'FieldSelection') {
        addField(selection, place);
        continue;
      }
      const { typeCondition } = selection.element;
      if (this.#applies(typeCondition, place))
        this.#collect(selection.selectionSet, { ...place, parent: typeCondition ?? place.parent });
    }
  }

  #applies(condition: FragmentElement['typeCondition'], { type, parent }: Place): boolean {
    return condition === undefined || isSubtype(condition, type ?? parent);
  }

  #fieldWriter(source: Source): Writer {
    if ('typename' in source) {
      const text = Buffer.from(stringText(source.typename));
      return (value, output) =>
        value === undefined || value === null || value === source.typename ? output.copy(text) : refuse();
    }
    const type = source.selections[0]?.element.definition.type;
    if (type === undefined) throw new BailOut('type');
    const below = source.selections.flatMap(({ selectionSet, element }) =>
      selectionSet === undefined ? [] : [[selectionSet, compositeOf(element.definition.type)] as const],
    );
    return this.#valueWriter(type, below);
  }

  #valueWriter(type: OutputType, below: Selected): Writer {
    if (isNonNullType(type)) return nonNull(this.#presentWriter(type.ofType, below));
    return nullable(this.#presentWriter(type, below));
  }

  #presentWriter(type: OutputType, below: Selected): Writer {
    if (isListType(type)) return this.#remembered(listWriter(this.#valueWriter(type.ofType as OutputType, below)));
    if (isCompositeType(type)) return this.objectWriter(below);
    if (type.kind === 'ScalarType' || type.kind === 'EnumType') return leafWriter(type, this.schema);
    throw new BailOut('type');
  }
}

interface Place {
  readonly type: ObjectType | null;
  readonly parent: CompositeType;
  readonly into: Map<string, Source>;
}

function addField(selection: FieldSelection, { type, parent, into }: Place): void {
  const field = selection.element;
  const name = field.responseName();
  // Such a name is there in every object; of those that come from a subgraph nobody could tell.
  if (name in {}) throw new BailOut('name');
  if (field.definition.isSchemaIntrospectionField()) throw new BailOut('introspection');
  const known = into.get(name);
  if (field.name === '__typename') {
    const concrete = type ?? parent;
    if (known === undefined) into.set(name, { typename: isObjectType(concrete) ? concrete.name : '' });
  } else if (known === undefined) into.set(name, { selections: [selection] });
  else if ('selections' in known) known.selections.push(selection);
}

function compositeOf(type: OutputType | undefined): CompositeType {
  const named = type === undefined ? undefined : baseType(type);
  if (named === undefined || !isCompositeType(named)) throw new BailOut('type');
  return named;
}
