// zod can write every schema as a JSON schema, and each of its classes carries the code for that. Only our description of
// the API asks for it, and node runs that from the package itself: whatever is bundled does without.

/** The files of zod that hold it. */
const JSON_SCHEMA =
  /node_modules[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-(?:processors|generator)|to-json-schema)\.js$/;

/** The same module with the same names, each of which refuses to be called. */
function withoutJsonSchema(source) {
  const names = [...source.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  const refuse = "() => { throw new Error('bundles do without JSON schemas'); }";
  return names.map((name) => `export const ${name} = ${refuse};`).join('\n');
}

module.exports = { JSON_SCHEMA, withoutJsonSchema };
