/* global GraphiQL, React, ReactDOM */
const DEFAULT_QUERY = `# Agreements are public: no token needed.
# A token shows its own view of the graph.
query PublicAgreements {
  agreements(first: 10) {
    totalCount
    edges {
      node {
        model
        status
        signedOn
        agency {
          name
          stateAbbr
        }
      }
    }
  }
}
`;

// The style element of GraphiQL's dialogs takes its nonce from this name.
globalThis.__webpack_nonce__ = document.querySelector('meta[name="style-nonce"]').content;

// GraphiQL's history keeps headers, and so tokens, whatever `shouldPersistHeaders` says.
const HISTORY_KEYS = ['graphiql:queries', 'graphiql:favorites'];

const storage = tabStorage();
const picker = document.getElementById('role');
ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(Page));

function Page() {
  const headers = useRoleHeaders();
  const [fetcher, renewFetcher] = React.useReducer(createFetcher, null, createFetcher);
  // A new fetcher makes GraphiQL read the schema again, in an effect after the one that filled the header editor.
  React.useEffect(() => {
    if (headers !== undefined) renewFetcher();
  }, [headers]);
  return React.createElement(GraphiQL, {
    fetcher,
    headers,
    defaultHeaders: headers,
    defaultQuery: DEFAULT_QUERY,
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
    storage,
  });
}

/** Queries and variables may name a person: on a shared workstation they go with the tab, the history with the page. */
function tabStorage() {
  const history = new Map();
  const tab = globalThis.sessionStorage;
  return {
    getItem: (key) => (isHistory(key) ? (history.get(key) ?? null) : tab.getItem(key)),
    setItem: (key, value) => (isHistory(key) ? history.set(key, value) : tab.setItem(key, value)),
    removeItem: (key) => (isHistory(key) ? history.delete(key) : tab.removeItem(key)),
    clear: () => {
      history.clear();
      tab.clear();
    },
    get length() {
      return history.size + tab.length;
    },
  };
}

function isHistory(key) {
  return HISTORY_KEYS.includes(key);
}

function createFetcher() {
  return GraphiQL.createFetcher({ url: '/graphql' });
}

/** The headers of the chosen role; undefined until one is chosen. */
function useRoleHeaders() {
  const [headers, setHeaders] = React.useState(undefined);
  React.useEffect(() => {
    if (picker === null) return;
    fillPicker();
    picker.addEventListener('change', async () => {
      const role = picker.value;
      const chosen = await headersOf(role);
      if (picker.value === role) setHeaders(chosen);
    });
  }, []);
  return headers;
}

async function fillPicker() {
  for (const { role } of await readRoles()) picker.add(new Option(role, role));
  picker.disabled = false;
}

/** Asks anew each time: a token lives for an hour, the page may stay open for a day. */
async function headersOf(role) {
  const chosen = (await readRoles()).find((one) => one.role === role);
  return chosen === undefined ? '' : JSON.stringify({ Authorization: `Bearer ${chosen.token}` }, null, 2);
}

async function readRoles() {
  const answer = await fetch('/graphiql/roles.json', { cache: 'no-store' });
  return answer.ok ? answer.json() : [];
}
