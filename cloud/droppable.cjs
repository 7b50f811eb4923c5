// Lets a function leave out what it never uses of our own modules. Their top-level constants are values and schemas
// without side effects (package.json says so of whole modules), but a bundler cannot know that of a call such as
// `z.object(..)`: unmarked, every function would load and build the schemas of its neighbours' contracts too.
const { readFileSync } = require('node:fs');
const ts = require('typescript');

/** What says itself that it has no effect. */
const PLAIN = new Set([
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
]);

/** The source with each top-level constant behind a call that is marked as pure. */
function droppable(source, path) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  const values = file.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .filter(({ declarationList }) => declarationList.flags & ts.NodeFlags.Const)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ name, initializer }) => ts.isIdentifier(name) && initializer && !PLAIN.has(initializer.kind))
    .map(({ initializer }) => initializer);
  // From the end, so that places before stay where they are.
  return values.reduceRight((text, value) => {
    const [start, end] = [value.getStart(file), value.getEnd()];
    return `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`;
  }, source);
}

module.exports = {
  name: 'droppable',
  setup(build) {
    build.onLoad({ filter: /[\\/](?:shared|functions)[\\/].*\.ts$/ }, ({ path }) =>
      path.includes('node_modules')
        ? undefined
        : { contents: droppable(readFileSync(path, 'utf8'), path), loader: 'ts' },
    );
  },
};
