// Leaves out of a function what it never uses of our own code, so that it need not load it. A bundler does so by itself
// only where it knows that a call has no side effects, and of `z.object(..)` it cannot know.
const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const ts = require('typescript');

/** Replaces nodes of a source by other text, from the end so that places before stay where they are. */
function replaced(source, nodes, textFor) {
  return nodes.reduceRight(
    (text, node) => text.slice(0, node.pos) + textFor(text.slice(node.pos, node.end)) + text.slice(node.end),
    source,
  );
}

const parsed = (source, path) => ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);

/** A deployed function does not parse what it answers: contracts promise their statuses, without the schemas. */
function withoutAnswers(source, path) {
  const schemas = [];
  const visit = (node) => {
    const isMap = ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer);
    if (isMap && node.name.text === 'responses')
      schemas.push(...node.initializer.properties.map(({ initializer }) => initializer));
    else ts.forEachChild(node, visit);
  };
  visit(parsed(source, path));
  return replaced(source, schemas, () => ' true');
}

/** What says itself that it has no effect. */
const PLAIN = [
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
];

/** Each top-level constant is made by a call marked as pure: those of our modules have no effects but their values. */
function withPureConstants(source, path) {
  const values = parsed(source, path)
    .statements.filter((one) => ts.isVariableStatement(one) && one.declarationList.flags & ts.NodeFlags.Const)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(
      ({ name, initializer }) => ts.isIdentifier(name) && initializer && !PLAIN.includes(initializer.kind),
    )
    .map(({ initializer }) => initializer);
  return replaced(source, values, (value) => ` /* @__PURE__ */ (() => (${value}))()`);
}

function lean(path) {
  const source = readFileSync(path, 'utf8');
  const told = path.endsWith('contract.ts') ? withoutAnswers(source, path) : source;
  return { contents: withPureConstants(told, path), loader: 'ts' };
}

const isOurs = (path) => /^(?:shared|functions)[\\/]/.test(relative(join(__dirname, '..'), path));

module.exports = {
  name: 'own-code',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => (isOurs(path) ? lean(path) : undefined));
  },
};
