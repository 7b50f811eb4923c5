module.exports = {
  parse() {
    throw new Error('style attributes are not parsed');
  },
};
