// In the place of packages that others take in, and that no function needs.
function refuse() {
  throw new Error('this package was left out of the bundle');
}

module.exports = Object.assign(refuse, { parse: refuse });
