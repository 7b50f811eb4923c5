// Leaves out of a function what it never uses of our own code, so that it need not load it. A bundler does so by itself
// only where it knows that a call has no side effects, and of `z.object(..)` it cannot know.
const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const ts = require('typescript');
const { JSON_SCHEMA, withoutJsonSchema } = require('../tools/no-json-schema.cjs');
const { parsed, replaced, withPureConstants } = require('../tools/pure-constants.cjs');

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
    build.onLoad({ filter: JSON_SCHEMA }, ({ path }) => ({
      contents: withoutJsonSchema(readFileSync(path, 'utf8')),
    }));
  },
};
