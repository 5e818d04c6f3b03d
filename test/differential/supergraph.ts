import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { Random } from './random';

export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
}

export interface Supergraph {
  readonly subgraphs: readonly Subgraph[];
  readonly sdl: string;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import:
  ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible"])`;
const LEAVES = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Color', 'Json'];
const SHARED = `enum Color { RED GREEN BLUE } scalar Json
  type Size @shareable { width: Int height: Float unit: String! }`;

/** A supergraph that composes: entities over two to four subgraphs, and of each federation feature some. */
export function randomSupergraph(seed: string): Supergraph {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const subgraphs = new Maker(new Random(`${seed} ${attempt}`)).subgraphs();
    const typed = subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: 'http://127.0.0.1:1/' }));
    const { supergraphSdl } = composeServices(typed);
    if (supergraphSdl !== undefined) return { subgraphs, sdl: supergraphSdl };
  }
  throw new Error(`No supergraph composes from the seed «${seed}».`);
}

interface Entity {
  readonly name: string;
  readonly key: string;
  readonly keyFields: string;
  /** Where its fields stand; the first has its `label`. */
  readonly homes: readonly number[];
  readonly isNamed: boolean;
}

class Maker {
  readonly #count: number;
  readonly #entities: readonly Entity[];
  /** Root fields that answer more of an entity than its subgraph has elsewhere. */
  #providing: string[] = [];

  constructor(private readonly random: Random) {
    this.#count = 2 + random.whole(3);
    this.#entities = Array.from({ length: 2 + random.whole(3) }, (_, at) => this.#entity(at));
  }

  subgraphs(): readonly Subgraph[] {
    return Array.from({ length: this.#count }, (_, at) => ({ name: `s${at}`, sdl: this.#sdl(at) }));
  }

  #entity(at: number): Entity {
    const all = Array.from({ length: this.#count }, (_, home) => home);
    const rotated = [...all.slice(at % this.#count), ...all.slice(0, at % this.#count)];
    const isCompound = this.random.chance(30);
    return {
      name: `T${at}`,
      key: isCompound ? 'id zone { code }' : 'id',
      keyFields: isCompound ? 'id: ID! zone: Zone!' : 'id: ID!',
      homes: rotated.slice(0, 1 + this.random.whole(this.#count)),
      isNamed: this.random.chance(60),
    };
  }

  #sdl(home: number): string {
    this.#providing = [];
    const known = this.#entities.filter(({ homes }) => homes.includes(home));
    const types = this.#entities.map((entity) =>
      known.includes(entity) ? this.#type(entity, home) : this.#stub(entity),
    );
    const members = this.#entities.map(({ name }) => name);
    const zone = this.#entities.some(({ key }) => key !== 'id') ? 'type Zone @shareable { code: String! }' : '';
    return [
      LINK,
      SHARED,
      zone,
      'interface Named { id: ID! label: String }',
      `union Any = ${members.join(' | ')}`,
      `type Query { ${[this.#roots(home), ...this.#providing].join(' ')} }`,
      this.random.chance(50) ? `type Mutation { act${home}(n: Int): ${this.random.pick(members)} }` : '',
      ...types,
    ].join('\n');
  }

  #roots(home: number): string {
    const fields = Array.from({ length: 2 }, (_, at) => `q${home}${at}${this.#arguments()}: ${this.#reference()}`);
    const isNamed = this.#entities.some((entity) => entity.isNamed && entity.homes[0] === home);
    return [...fields, `any${home}: [Any]`, ...(isNamed ? [`named${home}: [Named!]`] : [])].join(' ');
  }

  #stub({ name, key, keyFields }: Entity): string {
    return `type ${name} @key(fields: "${key}", resolvable: false) { ${keyFields} }`;
  }

  #type(entity: Entity, home: number): string {
    const { name, key, keyFields, homes, isNamed } = entity;
    const isFirst = homes[0] === home;
    const own = [
      isFirst ? 'label: String @shareable' : '',
      isFirst ? `cost(unit: Int): Int` : '',
      ...Array.from({ length: 1 + this.random.whole(4) }, (_, at) => `f${home}${at}: ${this.#leaf()}`),
      ...Array.from(
        { length: this.random.whole(3) },
        (_, at) => `r${home}${at}${this.#arguments()}: ${this.#reference()}`,
      ),
      this.random.chance(40) ? `size: Size${' @shareable'}` : '',
      ...(isFirst ? [] : this.#derived(entity, home)),
    ];
    const implemented = isNamed && isFirst ? 'implements Named ' : '';
    return `type ${name} ${implemented}@key(fields: "${key}") { ${keyFields} ${own.join(' ')} }`;
  }

  /** Fields that rest on those of the first home, by `@requires` with and without arguments, or move here from it. */
  #derived({ name, homes }: Entity, home: number): readonly string[] {
    switch (this.random.whole(6)) {
      case 0:
        return [`label: String @external d${home}: String @requires(fields: "label")`];
      case 1:
        return [`cost(unit: Int): Int @external d${home}: String @requires(fields: "cost(unit: 3)")`];
      case 2:
        return [`cost(unit: Int): Int @external d${home}: Json @requires(fields: "cost")`];
      case 3:
        return [`label: String @override(from: "s${homes[0]}")`];
      case 4:
        this.#providing.push(`p${home}${name}: [${name}] @provides(fields: "label")`);
        return ['label: String @external'];
      default:
        return [];
    }
  }

  #arguments(): string {
    return this.random.chance(40) ? '(n: Int, s: String = "x")' : '';
  }

  #leaf(): string {
    return this.#wrapped(this.random.pick(LEAVES));
  }

  #reference(): string {
    return this.#wrapped(this.random.pick([...this.#entities.map(({ name }) => name), 'Size', 'Any']));
  }

  #wrapped(type: string): string {
    switch (this.random.whole(8)) {
      case 0:
        return `${type}!`;
      case 1:
        return `[${type}]`;
      case 2:
        return `[${type}!]!`;
      case 3:
        return `[[${type}]]`;
      default:
        return type;
    }
  }
}
