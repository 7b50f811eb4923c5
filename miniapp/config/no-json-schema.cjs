const { withoutJsonSchema } = require('../../tools/no-json-schema.cjs');

module.exports = withoutJsonSchema;
