// Lets a bundler leave out the constants of our own code that nobody reads. It does so by itself only where it knows
// that a call has no side effects, and of `z.object(..)` it cannot know.
const ts = require('typescript');

/** Replaces nodes of a source by other text, from the end so that places before stay where they are. */
function replaced(source, nodes, textFor) {
  return nodes.reduceRight(
    (text, node) => text.slice(0, node.pos) + textFor(text.slice(node.pos, node.end)) + text.slice(node.end),
    source,
  );
}

const parsed = (source, path) => ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);

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

module.exports = { parsed, replaced, withPureConstants };
