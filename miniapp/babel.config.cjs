// Read by babel-loader; the root package is ESM, so this one says .cjs.
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        'dynamic-import-node': process.env.TARO_ENV !== 'h5',
      },
    ],
  ],
};
