// Read by babel-loader; the root package is ESM, so this one says .cjs.
const { browserslist } = require('../package.json');

module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        // Taro looks for these beside the app and takes iOS 9 otherwise, where `**` becomes Math.pow: that breaks BigInt.
        targets: browserslist,
        'dynamic-import-node': process.env.TARO_ENV !== 'h5',
      },
    ],
  ],
};
