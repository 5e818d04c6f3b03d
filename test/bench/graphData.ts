type Row = Readonly<Record<string, unknown>>;

const PEOPLE = 6;
const PRODUCTS = 9;
const REVIEWS = 24;

interface FirstArgument {
  readonly first: number;
}

/** Root fields and entities of each subgraph; everyone and everything is invented. */
export const ROOTS: Readonly<Record<string, (args: FirstArgument) => unknown>> = {
  me: () => person('0'),
  users: () => Array.from({ length: PEOPLE }, (_, at) => person(String(at))),
  topProducts: ({ first }) => Array.from({ length: first }, (_, at) => product(String(at))),
  products: ({ first }) => Array.from({ length: first }, (_, at) => product(String(at))),
};

export function entity({ __typename, id, upc, ...given }: Row): Row {
  return __typename === 'User' ? person(String(id)) : product(String(upc), given);
}

function person(id: string): Row {
  return {
    __typename: 'User',
    id,
    name: `TEST-Person ${id}`,
    username: `TEST-user-${id}`,
    birthday: 19_000 + Number(id),
    reviews: () => reviewsWhere((at) => at % PEOPLE === Number(id)),
  };
}

function product(upc: string, { price, weight }: Row = {}): Row {
  const number = Number(upc);
  return {
    __typename: 'Product',
    upc,
    name: `TEST-Product ${upc}`,
    price: 100 + number,
    weight: 10 + (number % 50),
    inStock: number % 3 !== 0,
    shippingEstimate: () => (Number(price) > 900 ? 0 : Number(weight) / 2) | 0,
    reviews: () => reviewsWhere((at) => at % PRODUCTS === number % PRODUCTS).slice(0, 3),
  };
}

function reviewsWhere(isOf: (at: number) => boolean): readonly Row[] {
  return Array.from({ length: REVIEWS }, (_, at) => at)
    .filter(isOf)
    .map((at) => ({
      __typename: 'Review',
      id: `r${at}`,
      body: `TEST-Review ${at}: it does what it says and nothing else.`,
      author: () => person(String(at % PEOPLE)),
      product: () => product(String(at % PRODUCTS)),
    }));
}
