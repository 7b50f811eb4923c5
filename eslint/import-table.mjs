// The import table of docs/architecture: which code may import which. One rule, so that a boundary is one line of data.
import { builtinModules } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const PLATFORM_NPM = ['hono', 'jose', '@aws-sdk', 'aws4fetch'];

/** Where a file stands: its zone, and its feature where the zone has features. */
export function placeOf(file) {
  const path = relative(ROOT, file)
    .split(sep)
    .join('/')
    .replace(/\.(ts|tsx|mjs|js)$/, '');
  const parts = path.split('/');
  const [top, second] = parts;
  if (top === 'functions') {
    if (parts.length === 2) return { zone: 'boundary' };
    if (second === 'platform' || second === 'entry') return { zone: second };
    // `ballot-store` is a store: a feature may have one for each boundary.
    const zone = /(?:^|-)(routes|jobs|store|items)$/.exec(parts.at(-1))?.[1] ?? 'part';
    return { zone, feature: second };
  }
  if (top === 'miniapp' && second === 'src') {
    const third = parts[2];
    if (parts.length === 3) return { zone: 'app' };
    if (third === 'components' || third === 'platform')
      return { zone: third === 'components' ? 'kit' : 'device' };
    return { zone: parts.at(-1) === 'background' ? 'background' : 'page', feature: third };
  }
  return { zone: top };
}

const own = (from, to) => from.feature === to.feature;
const ANY = () => true;

/**
 * Pages that stand on another feature's code: `more` is the neutral path of the sealed channel, whose code is the tip
 * feature's; `demo` plays every key holder of the demo county in turn.
 */
const BORROWS = { more: ['tip'], demo: ['directory', 'recommendation'] };

/** zone -> zone it may import -> whether this pair may. What is not here is refused. */
const TABLE = {
  shared: { shared: ANY },
  entry: { entry: ANY, boundary: ANY, part: ANY, platform: ANY, shared: ANY },
  boundary: { boundary: ANY, routes: ANY, jobs: ANY, platform: ANY, shared: ANY },
  routes: { store: own, part: own, routes: own, shared: ANY, platform: ANY },
  jobs: { store: own, part: own, shared: ANY, platform: ANY },
  part: { part: own, shared: ANY, platform: ANY },
  store: { shared: ANY, platform: ANY, items: ANY, part: own, store: own },
  items: { shared: ANY, platform: ANY, items: ANY },
  platform: { platform: ANY, shared: ANY },
  local: { local: ANY, entry: ANY, boundary: ANY, routes: ANY, part: ANY, platform: ANY, shared: ANY },
  // What a feature does while none of its pages is open is begun by the app.
  app: { app: ANY, background: ANY, kit: ANY, device: ANY, shared: ANY },
  background: { page: own, device: ANY, shared: ANY },
  kit: { kit: ANY, device: ANY, shared: ANY },
  device: { device: ANY, shared: ANY },
  page: {
    page: (from, to) => own(from, to) || (BORROWS[from.feature] ?? []).includes(to.feature),
    kit: ANY,
    device: ANY,
    app: ANY,
    shared: ANY,
  },
  verify: { verify: ANY },
  offline: { offline: ANY, shared: ANY },
};

/** npm packages by zone; zones left out take any. */
const NPM = {
  shared: ['zod', '@noble', 'fflate', 'saxen'],
  routes: [],
  jobs: [],
  items: ['zod'],
  store: ['zod', '@aws-sdk'],
  platform: [...PLATFORM_NPM, 'zod'],
  entry: ['hono', '@hono/node-server', 'zod'],
  boundary: ['hono'],
  verify: ['@noble'],
  offline: ['zod'],
};

/** Node's own modules: nowhere in shared and the mini-program, where they do not exist. */
const WITHOUT_NODE = ['shared', 'app', 'background', 'kit', 'device', 'page'];

const BUILTIN = new Set(builtinModules);

function packageOf(source) {
  const [scope, name] = source.split('/');
  return scope.startsWith('@') ? { scope, name: `${scope}/${name}` } : { scope, name: scope };
}

/** Why `file` may not import `source`; undefined when it may. */
export function refusal(file, source) {
  const from = placeOf(file);
  if (!TABLE[from.zone]) return undefined;
  if (source.startsWith('node:') || BUILTIN.has(source)) {
    return WITHOUT_NODE.includes(from.zone) ? `${from.zone} may not import node's ${source}` : undefined;
  }
  if (source.startsWith('.') || source.startsWith('#')) {
    const target = source.startsWith('#') ? resolve(ROOT, source.slice(1)) : resolve(dirname(file), source);
    const to = placeOf(target);
    const may = TABLE[from.zone][to.zone];
    if (may?.(from, to)) return undefined;
    return `${from.zone} may not import ${to.zone}${to.feature ? ` of ${to.feature}` : ''}`;
  }
  const allowed = NPM[from.zone];
  const { scope, name } = packageOf(source);
  return !allowed || allowed.includes(scope) || allowed.includes(name)
    ? undefined
    : `${from.zone} may not import ${name}`;
}

/** The ESLint rule. */
export const importTable = {
  meta: { type: 'problem', schema: [], messages: { refused: 'Import table: {{why}}.' } },
  create(context) {
    const look = (node) => {
      if (!node.source || typeof node.source.value !== 'string') return;
      const why = refusal(context.filename, node.source.value);
      if (why) context.report({ node, messageId: 'refused', data: { why } });
    };
    return {
      ImportDeclaration: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
      ImportExpression: look,
    };
  },
};
