import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { Random } from './random';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DECLARED = '($n: Int, $s: String, $yes: Boolean!, $no: Boolean = false)';
const ALIASES = ['a', 'b', 'c1', 'other'];
const CONDITIONS = ['$yes', '$yes', '$no'];
const WITH_LITERALS = [...CONDITIONS, 'true', 'false'];
/** Names that every object has, that a plan needs itself, or that other fields have. */
const ODD_ALIASES = ['label', 'constructor', '__proto__', 'valueOf', 'f00', 'id'];

/** A valid operation of a schema: aliases, fragments, conditions, variables, the same field again and again. */
export function randomOperation(schema: GraphQLSchema, seed: string): Operation {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const maker = new Maker(schema, new Random(`${seed} ${attempt}`));
    const operation = maker.operation();
    if (validate(schema, parse(operation.query)).length === 0) return operation;
  }
  return { query: '{ __typename }', variables: {} };
}

class Maker {
  readonly #fragments: string[] = [];
  /** How many selections may still be made. */
  #left = 40;
  /** Of a hundred selections so many have one; where most have, some contradict those around them. */
  readonly #conditions: number;
  readonly #values: readonly string[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {
    this.#conditions = random.pick([0, 15, 15, 80]);
    this.#values = random.chance(30) ? WITH_LITERALS : CONDITIONS;
  }

  operation(): Operation {
    const mutation = this.schema.getMutationType();
    const isMutation = mutation !== null && mutation !== undefined && this.random.chance(15);
    const root = isMutation ? mutation : this.schema.getQueryType();
    const set = this.#selections(root ?? undefined, 5);
    const text = [`${isMutation ? 'mutation' : 'query'} ${this.random.pick(['', 'Named'])}${DECLARED} ${set}`];
    const used = [...text, ...this.#fragments].join('\n');
    const declared = ['n', 's', 'yes', 'no'].filter((name) => used.replace(DECLARED, '').includes(`$${name}`));
    const kept = DECLARED.slice(1, -1)
      .split(', ')
      .filter((one) => declared.some((name) => one.startsWith(`$${name}:`)));
    return {
      query: used.replace(DECLARED, kept.length === 0 ? '' : `(${kept.join(', ')})`),
      variables: this.#variables(declared),
    };
  }

  #variables(names: readonly string[]): Record<string, unknown> {
    const all: Record<string, unknown> = { n: this.random.whole(9), s: 'ü"', yes: this.random.chance(50), no: true };
    const given = names.filter((name) => name === 'yes' || this.random.chance(70));
    return Object.fromEntries(
      given.map((name) => [name, this.random.chance(10) && name !== 'yes' && name !== 'no' ? null : all[name]]),
    );
  }

  #selections(type: GraphQLCompositeType | undefined, depth: number): string {
    const count = 1 + this.random.whole(4);
    const parts = Array.from({ length: count }, () => this.#selection(type, depth)).filter((part) => part !== '');
    return `{ ${parts.length === 0 ? '__typename' : parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType | undefined, depth: number): string {
    this.#left -= 1;
    if (type === undefined || this.#left < 0 || this.random.chance(10))
      return this.random.pick(['__typename', 't: __typename']);
    if (isAbstractType(type) && (depth === 0 || this.random.chance(60) || !isInterfaceType(type)))
      return this.#fragment(this.random.pick(this.schema.getPossibleTypes(type)), depth);
    if (this.random.chance(12)) return this.#fragment(type, depth);
    return isObjectType(type) || isInterfaceType(type) ? this.#field(Object.values(type.getFields()), depth) : '';
  }

  #field(fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    const fitting = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    if (fitting.length === 0) return '__typename';
    const field = this.random.pick(fitting);
    const below = getNamedType(field.type);
    const names = this.random.chance(5) ? ODD_ALIASES : ALIASES;
    const alias = this.random.chance(20) ? `${this.random.pick(names)}: ` : '';
    const given = field.args.filter(() => this.random.chance(60)).map(({ name }) => `${name}: ${this.#argument(name)}`);
    const set = isCompositeType(below) ? ` ${this.#selections(below, depth - 1)}` : '';
    return `${alias}${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`}${this.#condition()}${set}`;
  }

  #argument(name: string): string {
    if (name === 's') return this.random.pick(['"y"', '$s', 'null']);
    return this.random.pick(['1', '$n', 'null']);
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const set = this.#selections(type, Math.max(depth - 1, 0));
    if (this.random.chance(70)) return `... on ${type.name}${this.#condition()} ${set}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${set}`);
    return `...${name}${this.#condition()}`;
  }

  #condition(): string {
    const names = this.random.pick([['skip'], ['include'], ['skip', 'include']]);
    if (!this.random.chance(this.#conditions)) return '';
    return names.map((name) => ` @${name}(if: ${this.random.pick(this.#values)})`).join('');
  }
}
