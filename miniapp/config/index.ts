import { join } from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { JSON_SCHEMA } from '../../tools/no-json-schema.cjs';

const root = join(__dirname, '../..');

// zod, @noble, @simplewebauthn and ical-generator ship newer syntax than old WebViews read, and node_modules is not compiled by default.
const compiled = [
  ...['zod', '@noble', '@simplewebauthn', 'ical-generator'].map((name) => join(root, 'node_modules', name)),
  join(root, 'shared'),
];

// Sizes are CSS variables in px and stay px (ui.md section 13): nothing is scaled with the screen.
const postcss = {
  pxtransform: { enable: false, config: { baseFontSize: 20, minRootSize: 18, maxRootSize: 22 } },
  htmltransform: { enable: false },
  cssModules: { enable: false },
};

/** What a deployment pins at build: read once here, baked into the bundle. */
const PINNED = ['COUNTY', 'ROOT_PK', 'API', 'BALLOTBOX', 'TIPLINE', 'LOG', 'DEMO'] as const;

const pinned = Object.fromEntries(
  PINNED.map((name) => [`TARO_APP_${name}`, JSON.stringify(process.env[`TARO_APP_${name}`] ?? '')]),
);

// Taro's own settings shrink little, for phones that are gone; ours are those of browserslist.
const terser = {
  enable: true,
  config: {
    compress: {
      ecma: 2015,
      arrows: true,
      collapse_vars: true,
      comparisons: true,
      computed_props: true,
      hoist_props: true,
      inline: true,
      loops: true,
      negate_iife: true,
      properties: true,
      reduce_funcs: true,
      reduce_vars: true,
      switches: true,
      typeofs: true,
    },
    output: { ecma: 2015, ascii_only: false },
  },
} as const;

const target = process.env['TARO_ENV'] ?? 'h5';
// The build tool builds beside the last build and changes places when it is done.
const output = process.env['BUILD_OUTPUT'] ?? `../.build/${target}`;

// Pages share the kit and zod: without this every page of the site carries its own copy.
const split = {
  chunks: 'all',
  minSize: 4000,
  maxInitialRequests: 12,
  maxAsyncRequests: 12,
  cacheGroups: {
    default: { minChunks: 2, reuseExistingChunk: true },
    kit: {
      test: /miniapp[\\/]src[\\/](components|platform|pages)|node_modules[\\/]zod/,
      name: 'kit',
      minChunks: 2,
      priority: 10,
    },
  },
} as const;

// Lets the app open on phones without BigInt; pages that seal say there that they cannot. What nobody reads of
// shared/, and asks of zod, is left out.
const rewritten = {
  module: {
    rule: {
      'bigint-at-load': {
        test: /node_modules[\\/]zod[\\/]v4[\\/]core[\\/]util\.js$/,
        use: { 'bigint-at-load': { loader: join(__dirname, 'bigint-at-load.cjs') } },
      },
      'no-json-schema': {
        test: JSON_SCHEMA,
        use: { 'no-json-schema': { loader: join(__dirname, 'no-json-schema.cjs') } },
      },
      'pure-constants': {
        test: /\.ts$/,
        include: [join(root, 'shared')],
        enforce: 'pre',
        use: { 'pure-constants': { loader: join(__dirname, 'pure-constants.cjs') } },
      },
    },
  },
};

// Pages nest up to eleven deep. Each level of templates costs 4 KB of the main package; what lies deeper still works.
// Taro reads this, but its types do not know it.
const TEMPLATES = { baseLevel: 13 };

export default defineConfig({
  projectName: 'sunshine-elections',
  designWidth: 375,
  deviceRatio: { 375: 1, 750: 0.5 },
  sourceRoot: 'src',
  outputRoot: output,
  framework: 'react',
  plugins: [join(__dirname, 'aria.cjs')],
  compiler: { type: 'webpack5', prebundle: { enable: false }, errorLevel: 1 },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  defineConstants: pinned,
  terser,
  copy: {
    patterns: target === 'weapp' ? [{ from: 'native/custom-tab-bar/', to: `${output}/custom-tab-bar/` }] : [],
    options: {},
  },
  mini: {
    postcss,
    compile: { include: compiled },
    optimizeMainPackage: { enable: true },
    minifyXML: { collapseWhitespace: true },
    ...TEMPLATES,
    webpackChain(chain) {
      chain.merge(rewritten);
    },
  },
  h5: {
    // Relative, so that a desk runs from a downloaded folder as well.
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    // Files are kept for good by browsers, so their names carry what is in them.
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'chunk/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss,
    compile: { include: compiled },
    // The sizes test (test/builds) holds the real limit.
    webpackChain(chain) {
      chain.performance.hints(false);
      chain.optimization.splitChunks(split);
      chain.merge(rewritten);
    },
    htmlPluginOption: { minify: { collapseWhitespace: true, removeComments: true } },
  },
});
