// A phone is sent the contracts of its own pages, and not those of the desks that lie in the same files.
const { withPureConstants } = require('../../tools/pure-constants.cjs');

module.exports = function pureConstants(source) {
  return withPureConstants(source, this.resourcePath);
};
