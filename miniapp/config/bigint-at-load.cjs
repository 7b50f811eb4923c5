// zod makes four BigInts as soon as its file is read, for checks that nobody asks for here. On a phone without BigInt it
// makes numbers instead, so that the app opens and can say what it cannot do.
module.exports = (source) =>
  `const madeAtLoad = typeof BigInt === 'function' ? BigInt : Number;\n${source.replace(/\bBigInt\(/g, 'madeAtLoad(')}`;
